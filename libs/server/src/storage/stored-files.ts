import type { Shelf } from '@cellboard/contract';
import { StoredFileEntity, StoredFileRepository, type Transaction } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import type { ReceivedFile } from './file-store.ts';

/** Keeps files together with the rows that speak of them. */
@Injectable()
export class StoredFiles {
  constructor(private readonly files: StoredFileRepository) {}

  /**
   * Puts a file on a shelf and writes down that it is there, for rows of the same transaction to refer to. If the
   * transaction fails the file stays, which does no harm: another upload of it will be the same.
   */
  async keep(transaction: Transaction, file: ReceivedFile, shelf: Shelf): Promise<StoredFileEntity> {
    await this.files.add(transaction, await file.keep(shelf));
    return transaction.getReference(StoredFileEntity, [shelf, file.sha256]);
  }
}
