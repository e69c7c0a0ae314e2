import type { UploadEntity, Transaction } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { addPredictions } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { FileStore, type FileContents, type ReceivedFile } from '../storage/file-store.ts';
import { StoredFiles } from '../storage/stored-files.ts';
import { hasNoRoom } from './upload-problems.ts';

/** Room that is left free beside an upload, for everything else. */
const SPARE_BYTES = 64 * 2 ** 20;

/** The files of uploads in the store, and the jobs that read them. */
@Injectable()
export class UploadStorage {
  constructor(
    private readonly store: FileStore,
    private readonly files: StoredFiles,
    private readonly queue: Queue,
  ) {}

  /** @throws Problem DISK_FULL if the store has no room for so many bytes */
  async requireRoom(bytes: number): Promise<void> {
    if ((await this.store.freeBytes()) < bytes + SPARE_BYTES) throw hasNoRoom();
  }

  /** Copies bytes into the store for a piece of work, which may keep them. */
  receive(contents: FileContents, bytes: number, work: (file: ReceivedFile) => Promise<void>): Promise<void> {
    return this.store.receiving(bytes, async (receive) => work(await receive(contents)));
  }

  /** Puts the file of an upload on its shelf and adds the job that adds its predictions. */
  async keep(transaction: Transaction, upload: UploadEntity, file: ReceivedFile): Promise<void> {
    upload.file = await this.files.keep(transaction, file, 'upload');
    upload.state = 'checking';
    await transaction.flush();
    await this.queue.add(transaction, addPredictions, [{ upload: upload.id }]);
  }
}
