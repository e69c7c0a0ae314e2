import type { Shelf } from '@cellboard/contract';
import { StoredFileEntity, StoredFileRepository, type Transaction } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import type { ReceivedFile } from './file-store.ts';

/** Keeps files together with the rows that speak of them. */
@Injectable()
export class StoredFiles {
  constructor(private readonly files: StoredFileRepository) {}

  /**
   * Puts a file on a shelf and adds its row, so that rows of the same transaction can refer to it. If the transaction
   * fails, the file stays. That is harmless: the next upload of the same file uses it.
   */
  async keep(transaction: Transaction, file: ReceivedFile, shelf: Shelf): Promise<StoredFileEntity> {
    await this.files.add(transaction, await file.keep(shelf));
    return transaction.getReference(StoredFileEntity, [shelf, file.sha256]);
  }
}
