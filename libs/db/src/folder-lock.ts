import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { DatabaseUnusableError } from './database-unusable-error.ts';

/** Who holds a lock. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Start of the process in the kernel's own count, so that a reused process id is recognised; null where unknown. */
  readonly processStart: string | null;
  /** ISO 8601, for the reader of the message. */
  readonly since: string;
  readonly token: string;
}

/** The folder is in use by another process. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/**
 * Reserves a folder for this process with a file `<folder>.lock` beside it. The lock ends with {@link FolderLock.release}
 * or with the process; what a killed process leaves behind is taken over by the next one.
 */
export class FolderLock {
  private readonly path: string;
  private readonly holder: Holder;
  private readonly onExit = () => {
    this.release();
  };

  private constructor(path: string, holder: Holder) {
    this.path = path;
    this.holder = holder;
    process.on('exit', this.onExit);
  }

  /** @throws FolderInUseError if another living process holds the folder; the message names it */
  static take(folder: string): FolderLock {
    const path = `${folder}.lock`;
    const holder = thisProcess();
    const other = acquire(path, holder);
    if (other) throw new FolderInUseError(wordsFor(folder, path, other));
    return new FolderLock(path, holder);
  }

  /** Releases the lock. Calling it again does nothing. */
  release(): void {
    process.off('exit', this.onExit);
    if (read(this.path)?.token === this.holder.token) rmSync(this.path, { force: true });
  }
}

function wordsFor(folder: string, path: string, other: Holder): string {
  const where = other.host === hostname() ? '' : ` on ${other.host}`;
  const held = `The data folder ${folder} is in use by process ${other.pid}${where} since ${other.since}.`;
  const why = 'Two processes would destroy the embedded database, so this one stops here.';
  const fix =
    where === ''
      ? 'End that process first, or choose another folder.'
      : `If nothing runs there any more, delete ${path} and start again.`;
  return `${held} ${why} ${fix}`;
}

/** Takes the lock file, or answers who holds it. */
function acquire(path: string, holder: Holder): Holder | undefined {
  const draft = `${path}.${holder.token}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    for (;;) {
      if (tryLink(draft, path)) return undefined;
      const other = read(path);
      if (!other) continue;
      if (isAlive(other)) return other;
      const taker = replaceStale(path, other, holder);
      if (taker) return taker;
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Removes the lock of a dead process. Who may do so is decided by a second lock named after the dead one, and only
 * its holder looks again and removes: else two processes that both saw the dead one could remove each other's.
 */
function replaceStale(path: string, dead: Holder, holder: Holder): Holder | undefined {
  const arbiter = `${path}.after-${dead.token}`;
  const taker = acquire(arbiter, { ...holder, token: crypto.randomUUID() });
  if (taker) return taker;
  const grave = `${path}.${holder.token}.dead`;
  if (read(path)?.token === dead.token) renameSync(path, grave);
  rmSync(grave, { force: true });
  rmSync(arbiter, { force: true });
  return undefined;
}

/** A link appears with its whole content or not at all, and never replaces another. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (isNodeError(error, 'EEXIST')) return false;
    throw error;
  }
}

function read(path: string): Holder | undefined {
  try {
    const holder: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (isHolder(holder)) return holder;
  } catch (error) {
    if (isNodeError(error, 'ENOENT')) return undefined;
    throw unreadable(path, error);
  }
  throw unreadable(path);
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, host, token } = value as Partial<Record<keyof Holder, unknown>>;
  return typeof pid === 'number' && typeof host === 'string' && typeof token === 'string';
}

function unreadable(path: string, cause?: unknown): DatabaseUnusableError {
  return new DatabaseUnusableError(
    `The lock file ${path} cannot be read, so it cannot be checked whether another process uses the database. If none does, delete the file and start again.`,
    { cause },
  );
}

function thisProcess(): Holder {
  return {
    pid: process.pid,
    host: hostname(),
    processStart: startOf(process.pid),
    since: new Date().toISOString(),
    token: crypto.randomUUID(),
  };
}

/** A process of another machine cannot be looked at, so it counts as alive. */
function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (isNodeError(error, 'ESRCH')) return false;
  }
  return startOf(holder.pid) === holder.processStart;
}

/** Field 22 of /proc/<pid>/stat, counted behind the name in parentheses, which may hold spaces itself. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function isNodeError(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
