import { CellRecordRepository, transactional } from '@cellboard/db';
import { CELL_RECORD_VERSION } from '@cellboard/evaluation';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { recordCells } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { FileStore, type FileRef } from '../storage/file-store.ts';

/** Knows which evaluation has a record of its cells, and has one made again that is lost. */
@Injectable()
export class CellRecords {
  constructor(
    private readonly em: EntityManager,
    private readonly repository: CellRecordRepository,
    private readonly store: FileStore,
    private readonly queue: Queue,
  ) {}

  /** How many evaluations have a record, or are known to have none, of all that have scores. */
  progress(): Promise<{ done: number; total: number }> {
    return this.repository.progress(CELL_RECORD_VERSION);
  }

  /** Queues every evaluation that has no record, unless some wait already. */
  async queueLacking(): Promise<void> {
    // Not within the transaction: the embedded database has one connection.
    if (await this.queue.isPending(recordCells)) return;
    await transactional(this.em, async (transaction) => {
      const evaluations = await this.repository.lacking(CELL_RECORD_VERSION);
      const payloads = evaluations.map((evaluation) => ({ evaluation }));
      if (payloads.length > 0) await this.queue.add(transaction, recordCells, payloads);
    });
  }

  /**
   * Gives up a record that is missing or damaged, and queues its evaluation, so that it is made again.
   *
   * @returns false where the file is no record of cells
   */
  async lose(file: FileRef): Promise<boolean> {
    const evaluations = await transactional(this.em, async (transaction) => {
      const lost = await this.repository.forget(transaction, file);
      const payloads = lost.map((evaluation) => ({ evaluation }));
      if (payloads.length > 0) await this.queue.add(transaction, recordCells, payloads);
      return lost;
    });
    if (evaluations.length > 0) await this.store.remove(file);
    return evaluations.length > 0;
  }
}
