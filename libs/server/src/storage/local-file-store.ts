import { Problem } from '@cellboard/contract';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FileStore, type FileContents, type Receive, type StoredFile } from './file-store.ts';

/** An upload that was cut off leaves its temporary file behind; after this time nobody can still be writing to it. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * Files in a local folder. Plain `node:fs`, because a file must be on the disk (fsync) before the database may speak
 * of it, which storage libraries do not promise.
 *
 * `objects/ab/abcd…` holds the files, `incoming/` those that are still arriving, `derived/` the cache.
 */
export class LocalFileStore extends FileStore {
  private readonly underway = new Map<string, Promise<Uint8Array>>();

  private constructor(private readonly folder: string) {
    super();
  }

  /** Opens the folder, makes it where it is missing, and removes what interrupted uploads left there. */
  static async open(folder: string): Promise<LocalFileStore> {
    await Promise.all(['objects', 'incoming', 'derived'].map((name) => mkdir(join(folder, name), { recursive: true })));
    await removeAbandoned(join(folder, 'incoming'));
    return new LocalFileStore(folder);
  }

  override async receiving<T>(maxBytes: number, work: (receive: Receive) => Promise<T>): Promise<T> {
    const temporary: string[] = [];
    try {
      return await work(async (contents) => {
        const path = this.temporaryPath();
        temporary.push(path);
        const file = await writeDurably(path, contents, maxBytes);
        return { ...file, path, keep: () => this.keep(path, file.sha256) };
      });
    } finally {
      await Promise.all(temporary.map((path) => rm(path, { force: true })));
    }
  }

  override async has(sha256: string): Promise<boolean> {
    return isFile(this.objectPath(sha256));
  }

  override async read(sha256: string): Promise<Uint8Array> {
    return readFile(await this.path(sha256));
  }

  override async path(sha256: string): Promise<string> {
    const path = this.objectPath(sha256);
    if (!(await isFile(path))) throw new Problem('FILE_NOT_FOUND', `There is no file ${sha256} in the store.`);
    return path;
  }

  override async derived(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    if (!/^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/.test(key)) throw new Error(`"${key}" cannot name a derived file.`);
    const running = this.underway.get(key) ?? this.readOrMake(join(this.folder, 'derived', key), make);
    this.underway.set(key, running);
    try {
      return await running;
    } finally {
      this.underway.delete(key);
    }
  }

  private async readOrMake(path: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const cached = await readIfThere(path);
    if (cached) return cached;
    const made = await make();
    const temporary = this.temporaryPath();
    try {
      // On the disk before it has its name: one that a loss of power cut off would be shown for ever.
      await writeDurably(temporary, made, Infinity);
      await mkdir(dirname(path), { recursive: true });
      await rename(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
    return made;
  }

  private async keep(temporary: string, sha256: string): Promise<void> {
    const path = this.objectPath(sha256);
    if (await isFile(path)) return;
    const made = await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
    await syncFolder(dirname(path));
    if (made !== undefined) await syncFolder(dirname(made));
  }

  private temporaryPath(): string {
    return join(this.folder, 'incoming', randomUUID());
  }

  private objectPath(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`"${sha256}" is no SHA-256 in hexadecimal digits.`);
    return join(this.folder, 'objects', sha256.slice(0, 2), sha256);
  }
}

async function writeDurably(path: string, contents: FileContents, maxBytes: number): Promise<StoredFile> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  try {
    let bytes = 0;
    for await (const piece of contents instanceof Uint8Array ? [contents] : contents) {
      bytes += piece.byteLength;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      hash.update(piece);
      await writeAll(file, piece);
    }
    await file.sync();
    return { sha256: hash.digest('hex'), bytes };
  } finally {
    await file.close();
  }
}

/** A single write may take fewer bytes than it was given. */
async function writeAll(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let done = 0; done < piece.byteLength;) {
    const { bytesWritten } = await file.write(piece, done);
    done += bytesWritten;
  }
}

/** The refusal of a file beyond a limit in bytes. */
function tooLarge(maxBytes: number): Problem {
  const mib = (maxBytes / 2 ** 20).toLocaleString('en', { maximumFractionDigits: 1 });
  return new Problem(
    'FILE_TOO_LARGE',
    `The file has more than the ${mib} MiB that are allowed. Compress it without loss, or cut it.`,
  );
}

/** Makes a rename outlive a loss of power. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(ignoreMissing);
  return found?.isFile() ?? false;
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  return readFile(path).catch(ignoreMissing);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(ignoreMissing);
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}
