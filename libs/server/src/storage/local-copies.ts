import { rm } from 'node:fs/promises';
import { objectName } from './file-names.ts';
import type { FileRef } from './file-store.ts';

interface Copy {
  readonly path: string;
  readonly made: Promise<void>;
  users: number;
}

/** Local copies of files that lie elsewhere. All who use a file at the same time share one; the last removes it. */
export class LocalCopies {
  private readonly copies = new Map<string, Copy>();

  constructor(
    private readonly newPath: () => string,
    private readonly fetchTo: (file: FileRef, path: string) => Promise<void>,
  ) {}

  async use<T>(file: FileRef, work: (path: string) => Promise<T>): Promise<T> {
    const name = objectName(file);
    const copy = this.copies.get(name) ?? this.make(file);
    this.copies.set(name, copy);
    copy.users++;
    try {
      await copy.made;
      return await work(copy.path);
    } finally {
      copy.users--;
      if (copy.users === 0) {
        this.copies.delete(name);
        await rm(copy.path, { force: true });
      }
    }
  }

  private make(file: FileRef): Copy {
    const path = this.newPath();
    return { path, made: this.fetchTo(file, path), users: 0 };
  }
}
