import { Shelf } from '@cellboard/contract';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FileStore, type FileRef, type OpenStoredFile, type Receive, type StoredFile } from './file-store.ts';
import { ignoreMissing, isFile, syncFolder, writeDurably } from './durable-files.ts';
import { derivedName, isHash, notThere, objectName, shelfName } from './file-names.ts';
import { IncomingFolder } from './incoming-folder.ts';

/**
 * Files in a local folder. It uses plain `node:fs`, because a file must be on the disk (fsync) before the database
 * refers to it, and storage libraries do not guarantee that.
 *
 * `image/objects/ab/abcd…` holds the files of the shelf `image`, `image/derived/` what is made from them; the other
 * shelves likewise. `incoming/` holds files that are still arriving.
 */
export class LocalFileStore extends FileStore {
  private readonly inProgress = new Map<string, Promise<Uint8Array>>();

  private constructor(
    private readonly folder: string,
    private readonly incoming: IncomingFolder,
  ) {
    super();
  }

  /** Opens the folder, makes it where it is missing, and removes what interrupted uploads left there. */
  static async open(folder: string): Promise<LocalFileStore> {
    const shelves = Shelf.options.flatMap((shelf) => [shelfName(shelf), join(shelf, 'derived')]);
    await Promise.all(shelves.map((name) => mkdir(join(folder, name), { recursive: true })));
    return new LocalFileStore(folder, await IncomingFolder.open(join(folder, 'incoming')));
  }

  override receiving<T>(maxBytes: number, work: (receive: Receive) => Promise<T>): Promise<T> {
    return this.incoming.receiving(maxBytes, (path, file) => this.keep(path, file), work);
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

  override freeBytes(): Promise<number> {
    return this.incoming.freeBytes();
  }

  override async reach(): Promise<void> {
    await access(this.folder, constants.R_OK);
  }

  override async *list(shelf: Shelf, after = ''): AsyncIterable<StoredFile> {
    const root = join(this.folder, shelfName(shelf));
    for (const folder of (await readdir(root)).sort()) {
      if (folder < after.slice(0, 2)) continue;
      for (const sha256 of (await readdir(join(root, folder))).sort()) {
        if (sha256 <= after || !isHash(sha256)) continue;
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
    const path = join(this.folder, derivedName(from, recipe));
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
    return join(this.folder, objectName(file));
  }

  private async readOrMake(path: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const cached = await readFile(path).catch(ignoreMissing);
    if (cached) return cached;
    const made = await make();
    const temporary = this.incoming.newPath();
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
}
