import { CellPartRepository, CellRecordRepository, transactional, type FilePlace } from '@cellboard/db';
import { CELL_RECORD_VERSION } from '@cellboard/evaluation';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { recordCells } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import type { FileRef } from '../storage/file-store.ts';
import { StoredFiles } from '../storage/stored-files.ts';

/** Knows which evaluation has a record of its cells, and has one made again that is lost. */
@Injectable()
export class CellRecords {
  constructor(
    private readonly em: EntityManager,
    private readonly repository: CellRecordRepository,
    private readonly parts: CellPartRepository,
    private readonly files: StoredFiles,
    private readonly queue: Queue,
  ) {}

  /** How many evaluations have a record, or are known to have none, of all that have scores. */
  progress(): Promise<{ done: number; total: number }> {
    return this.repository.progress(CELL_RECORD_VERSION);
  }

  /**
   * Queues every evaluation that has no record, unless some wait already.
   *
   * @param atStart whether the server has just been started and has other things to do first
   */
  async queueLacking(atStart = false): Promise<void> {
    // Not within the transaction: the embedded database has one connection.
    if (await this.queue.isPending(recordCells)) return;
    await transactional(this.em, async (transaction) => {
      const evaluations = await this.repository.lacking(CELL_RECORD_VERSION);
      const payloads = evaluations.map((evaluation) => ({ evaluation }));
      if (payloads.length === 0) return;
      if (atStart) await this.queue.addAtStart(transaction, recordCells, payloads);
      else await this.queue.add(transaction, recordCells, payloads);
    });
  }

  /**
   * Gives up a record that is missing or damaged, or a part of one, and queues its evaluation, so that it is made again.
   * That of an evaluation that still runs is made at its end.
   *
   * @returns false where the file is neither
   */
  async lose(file: FileRef): Promise<boolean> {
    const { evaluations, gone } = await transactional(this.em, async (transaction) => {
      const lost = await this.repository.forget(transaction, file);
      if (file.shelf === 'sheet') lost.push(...(await this.parts.forget(transaction, file)));
      const released: FilePlace[] = lost.length > 0 ? await this.files.release(transaction, [file]) : [];
      const payloads = lost.map((evaluation) => ({ evaluation }));
      if (payloads.length > 0) await this.queue.add(transaction, recordCells, payloads);
      return { evaluations: lost, gone: released };
    });
    await this.files.free(gone);
    return evaluations.length > 0;
  }
}
