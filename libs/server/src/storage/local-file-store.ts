import { Problem, Shelf } from '@cellboard/contract';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FileStore, type FileRef, type OpenStoredFile, type Receive, type StoredFile } from './file-store.ts';
import { ignoreMissing, isFile, syncFolder, writeDurably } from './durable-files.ts';

/** An interrupted upload leaves its temporary file behind; after this time nobody can still be writing to it. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * Files in a local folder. It uses plain `node:fs`, because a file must be on the disk (fsync) before the database
 * refers to it, and storage libraries do not guarantee that.
 *
 * `image/objects/ab/abcd…` holds the files of the shelf `image`, `image/derived/` what is made from them; the other
 * shelves likewise. `incoming/` holds files that are still arriving.
 */
export class LocalFileStore extends FileStore {
  private readonly inProgress = new Map<string, Promise<Uint8Array>>();

  private constructor(private readonly folder: string) {
    super();
  }

  /** Opens the folder, makes it where it is missing, and removes what interrupted uploads left there. */
  static async open(folder: string): Promise<LocalFileStore> {
    const shelves = Shelf.options.flatMap((shelf) => [join(shelf, 'objects'), join(shelf, 'derived')]);
    await Promise.all(['incoming', ...shelves].map((name) => mkdir(join(folder, name), { recursive: true })));
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
        return { ...file, path, keep: (shelf) => this.keep(path, { ...file, shelf }) };
      });
    } finally {
      await Promise.all(temporary.map((path) => rm(path, { force: true })));
    }
  }

  override async stat(file: FileRef): Promise<{ bytes: number } | null> {
    const found = await stat(this.pathOf(file)).catch(ignoreMissing);
    return found?.isFile() ? { bytes: found.size } : null;
  }

  override async open(file: FileRef): Promise<OpenStoredFile> {
    const handle = await open(this.pathOf(file), 'r').catch(ignoreMissing);
    if (!handle) throw notThere(file);
    const { size } = await handle.stat();
    return {
      byteLength: size,
      slice: async (start, end) => {
        const length = Math.max(0, Math.min(end, size) - start);
        const bytes = new Uint8Array(length);
        for (let done = 0; done < length;) {
          const { bytesRead } = await handle.read(bytes, done, length - done, start + done);
          if (bytesRead === 0) throw new Error(`The file ${file.sha256} has become shorter while it was read.`);
          done += bytesRead;
        }
        return bytes;
      },
      close: () => handle.close(),
    };
  }

  override async withLocal<T>(file: FileRef, use: (path: string) => Promise<T>): Promise<T> {
    const path = this.pathOf(file);
    if (!(await isFile(path))) throw notThere(file);
    return use(path);
  }

  override async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.folder);
    return bavail * bsize;
  }

  override async *list(shelf: Shelf, after = ''): AsyncIterable<StoredFile> {
    const root = join(this.folder, shelf, 'objects');
    for (const folder of (await readdir(root)).sort()) {
      if (folder < after.slice(0, 2)) continue;
      for (const sha256 of (await readdir(join(root, folder))).sort()) {
        if (sha256 <= after || !SHA256.test(sha256)) continue;
        const found = await this.stat({ shelf, sha256 });
        if (found) yield { shelf, sha256, ...found };
      }
    }
  }

  override async storedAt(file: FileRef): Promise<Date | null> {
    return (await stat(this.pathOf(file)).catch(ignoreMissing))?.mtime ?? null;
  }

  override async remove(file: FileRef): Promise<void> {
    await rm(this.pathOf(file), { force: true });
  }

  override async check(file: FileRef): Promise<boolean | null> {
    const path = this.pathOf(file);
    if (!(await isFile(path))) return null;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    return hash.digest('hex') === file.sha256;
  }

  override async derived(from: FileRef, recipe: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    if (!/^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/.test(recipe)) throw new Error(`"${recipe}" cannot name a recipe.`);
    const { shelf, sha256 } = checked(from);
    const path = join(this.folder, shelf, 'derived', recipe, sha256.slice(0, 2), sha256);
    const running = this.inProgress.get(path) ?? this.readOrMake(path, make);
    this.inProgress.set(path, running);
    try {
      return await running;
    } finally {
      this.inProgress.delete(path);
    }
  }

  /** Where a file lies, or would lie. */
  pathOf(file: FileRef): string {
    const { shelf, sha256 } = checked(file);
    return join(this.folder, shelf, 'objects', sha256.slice(0, 2), sha256);
  }

  private async readOrMake(path: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const cached = await readFile(path).catch(ignoreMissing);
    if (cached) return cached;
    const made = await make();
    const temporary = this.temporaryPath();
    try {
      // Written to the disk before it gets its name: a file cut off by a power failure would stay in the cache for ever.
      await writeDurably(temporary, made, Infinity);
      await mkdir(dirname(path), { recursive: true });
      await rename(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
    return made;
  }

  private async keep(temporary: string, file: StoredFile): Promise<StoredFile> {
    if (await this.check(file)) return file;
    // It is not there, or no longer what it was: these bytes are.
    const path = this.pathOf(file);
    const made = await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
    await syncFolder(dirname(path));
    if (made !== undefined) await syncFolder(dirname(made));
    return file;
  }

  private temporaryPath(): string {
    return join(this.folder, 'incoming', randomUUID());
  }
}

const SHA256 = /^[0-9a-f]{64}$/;

/** A reference that can be part of a path. */
function checked(file: FileRef): FileRef {
  if (!SHA256.test(file.sha256)) throw new Error(`"${file.sha256}" is not a SHA-256 in hexadecimal digits.`);
  if (!Shelf.options.includes(file.shelf)) throw new Error(`"${file.shelf}" is not a shelf.`);
  return file;
}

function notThere({ shelf, sha256 }: FileRef): Problem {
  return new Problem('FILE_NOT_FOUND', `The ${shelf} file ${sha256} is not in the store.`);
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(ignoreMissing);
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}
