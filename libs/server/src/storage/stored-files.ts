import type { Shelf } from '@cellboard/contract';
import { StoredFileEntity, StoredFileRepository, transactional, type FilePlace, type Transaction } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { FileStore, type FileRef, type ReceivedFile, type StoredFile } from './file-store.ts';

/**
 * Keeps files together with the rows that speak of them.
 *
 * A row is always added before its file is looked for, and a file is only removed while nobody can add its row. So
 * whatever comes at the same time, no file goes that a row names.
 */
@Injectable()
export class StoredFiles {
  constructor(
    private readonly em: EntityManager,
    private readonly files: StoredFileRepository,
    private readonly store: FileStore,
  ) {}

  /**
   * Adds the row of a file and puts it on a shelf, so that rows of the same transaction can refer to it. If the
   * transaction fails, the file stays. That is harmless: the next upload of the same file uses it, or
   * `cellboard verify --repair` removes it.
   */
  async keep(transaction: Transaction, file: ReceivedFile, shelf: Shelf): Promise<StoredFileEntity> {
    return (await this.keepAll(transaction, [{ file, shelf }]))(file, shelf);
  }

  /** The same for several files. @returns what gives the row of each */
  async keepAll(
    transaction: Transaction,
    kept: readonly { readonly file: ReceivedFile; readonly shelf: Shelf }[],
  ): Promise<(file: ReceivedFile, shelf: Shelf) => StoredFileEntity> {
    const rows = kept.map(({ file: { sha256, bytes }, shelf }) => ({ shelf, sha256, bytes }));
    const different = new Map(rows.map((row) => [`${row.shelf}/${row.sha256}`, row]));
    await this.files.add(transaction, ...different.values());
    for (const { file, shelf } of kept) await file.keep(shelf);
    return ({ sha256 }, shelf) => transaction.getReference(StoredFileEntity, [shelf, sha256]);
  }

  /** The same for bytes that are made here. */
  put(transaction: Transaction, shelf: Shelf, bytes: Uint8Array): Promise<StoredFile> {
    return this.store.receiving(Infinity, async (receive) => {
      const file = await receive(bytes);
      await this.keep(transaction, file, shelf);
      return { shelf, sha256: file.sha256, bytes: file.bytes };
    });
  }

  /**
   * Adds the row of a file that was put on its shelf before the transaction.
   *
   * @throws Error if it has been removed since, so that the work is done again
   */
  async name(transaction: Transaction, file: StoredFile): Promise<void> {
    await this.files.add(transaction, file);
    if ((await this.store.stat(file)) !== null) return;
    throw new Error(
      `The ${file.shelf} file ${file.sha256} was removed before a row named it. It has to be made again.`,
    );
  }

  /** Deletes the rows of files that nothing names any more. @returns these files; {@link free} them after the transaction */
  release(transaction: Transaction, files: readonly FilePlace[]): Promise<FilePlace[]> {
    return this.files.release(transaction, files);
  }

  /**
   * Removes files that nothing names any more, with their rows. Not within a transaction: each file has its own, so that
   * two that replace each other's file never wait for each other.
   */
  async discard(files: readonly FilePlace[]): Promise<void> {
    for (const file of files) {
      const released = await transactional(this.em, (transaction) => this.release(transaction, [file]));
      await this.free([file, ...released]);
    }
  }

  /**
   * Removes files without a row; those that have one stay. Not within a transaction.
   *
   * @returns those that were removed
   */
  async free(files: readonly FileRef[]): Promise<FileRef[]> {
    const freed: FileRef[] = [];
    for (const file of files) {
      const isFree = await transactional(this.em, async (transaction) => {
        if (!(await this.files.isUnknown(transaction, file))) return false;
        await this.store.remove(file);
        return true;
      });
      if (isFree) freed.push(file);
    }
    return freed;
  }
}
