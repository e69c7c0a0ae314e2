import type { Shelf } from '@cellboard/contract';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ignoreMissing, writeDurably } from './durable-files.ts';
import type { Receive, StoredFile } from './file-store.ts';

/** An interrupted upload leaves its temporary file behind; after this time nobody can still be writing to it. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** Puts a file that has arrived on a shelf. */
type Keep = (path: string, file: StoredFile) => Promise<StoredFile>;

/** The local folder of files that are still arriving, or that are only there for a piece of work. */
export class IncomingFolder {
  private constructor(private readonly folder: string) {}

  /** Opens the folder, makes it where it is missing, and removes what interrupted uploads left there. */
  static async open(folder: string): Promise<IncomingFolder> {
    await mkdir(folder, { recursive: true });
    await removeAbandoned(folder);
    return new IncomingFolder(folder);
  }

  /** Receives files for a piece of work; those that it does not keep are removed afterwards. */
  async receiving<T>(maxBytes: number, keep: Keep, work: (receive: Receive) => Promise<T>): Promise<T> {
    const temporary: string[] = [];
    try {
      return await work(async (contents) => {
        const path = this.newPath();
        temporary.push(path);
        const file = await writeDurably(path, contents, maxBytes);
        return { ...file, path, keep: (shelf: Shelf) => keep(path, { ...file, shelf }) };
      });
    } finally {
      await Promise.all(temporary.map((path) => rm(path, { force: true })));
    }
  }

  /** A name that no other file has. */
  newPath(): string {
    return join(this.folder, randomUUID());
  }

  /** Space that is left on its disk, in bytes. */
  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.folder);
    return bavail * bsize;
  }
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(ignoreMissing);
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}
