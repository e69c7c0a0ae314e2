import { randomUUID } from 'node:crypto';
import { link, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { isRunning, thisHost } from '../../this-host.ts';
import { UsageError } from '../../usage-error.ts';

/** Who writes a file. */
interface Owner {
  readonly host: string;
  readonly pid: number;
  /** Tells locks of the same process apart. */
  readonly id: string;
}

/** A lock without a sign of life for so long is nobody's. */
const SILENT_MS = 15 * 60_000;

/** How often the owner of a lock gives a sign of life. */
const BEAT_MS = 60_000;

/**
 * Keeps other programs from writing a file until it is disposed of, also those of other hosts that share the disk. What
 * a program left that was killed is no lock: its process does not run on this host any more, or, on another host, gave
 * no sign of life for a quarter of an hour.
 *
 * @throws UsageError if another program writes it
 */
export async function lockFile(path: string): Promise<AsyncDisposable> {
  const lock = `${path}.lock`;
  const text = JSON.stringify({ host: thisHost, pid: process.pid, id: randomUUID() } satisfies Owner);
  if (!(await take(lock, text))) {
    await takeOver(path, lock);
    if (!(await take(lock, text))) throw running(path, await readFile(lock, 'utf8').catch(() => ''));
  }
  const beat = setInterval(() => void utimes(lock, new Date(), new Date()).catch(() => undefined), BEAT_MS);
  beat.unref();
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(beat);
      // Somebody who took this program for dead may have it by now.
      if ((await readFile(lock, 'utf8').catch(() => undefined)) === text) await rm(lock, { force: true });
    },
  };
}

/**
 * Makes the lock with its text in it, in one step: nobody sees it empty.
 *
 * @returns whether it was free
 */
async function take(lock: string, text: string): Promise<boolean> {
  const own = `${lock}.${randomUUID()}`;
  await writeFile(own, text, { flag: 'wx' });
  try {
    await link(own, lock).catch(async (error: unknown) => {
      if (codeOf(error) === 'EEXIST') throw error;
      await writeFile(lock, text, { flag: 'wx' }); // a disk that gives no file a second name
    });
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(own, { force: true });
  }
}

/**
 * Removes a lock that nobody holds any more.
 *
 * @throws UsageError if somebody does
 */
async function takeOver(path: string, lock: string): Promise<void> {
  const text = await readFile(lock, 'utf8').catch(() => undefined);
  if (text === undefined) return; // released in this moment
  const owner = ownerIn(text);
  const isHeld = owner.host === thisHost ? isRunning(owner.pid) : !(await isSilent(lock));
  if (isHeld) throw running(path, text);
  // One at a time: else a second program would remove what the first put in its place.
  const turn = `${lock}.takeover`;
  if (await isSilent(turn)) await rm(turn, { force: true });
  if (!(await take(turn, ''))) return;
  try {
    if ((await readFile(lock, 'utf8').catch(() => undefined)) === text) await rm(lock, { force: true });
  } finally {
    await rm(turn, { force: true });
  }
}

async function isSilent(lock: string): Promise<boolean> {
  const found = await stat(lock).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > SILENT_MS;
}

/** Early releases only wrote the number of the process. */
function ownerIn(text: string): Pick<Owner, 'host' | 'pid'> {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found === 'number') return { host: thisHost, pid: found };
    const { host, pid } = found as Partial<Owner>;
    if (typeof host === 'string' && typeof pid === 'number') return { host, pid };
  } catch {
    // No program writes such a lock, so nobody holds it.
  }
  return { host: thisHost, pid: 0 };
}

function running(path: string, text: string): UsageError {
  const { host, pid } = ownerIn(text);
  const [where, until] =
    host === thisHost
      ? ['', 'Wait until it finishes']
      : [` on ${host}`, 'Wait until it finishes (if it was killed, its lock ends after 15 minutes)'];
  return new UsageError(
    `Another download of ${path} is running (process ${String(pid)}${where}). ${until}, or name another folder with --to.`,
  );
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
