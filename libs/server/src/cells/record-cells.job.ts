import { Problem } from '@cellboard/contract';
import { CellRecordRepository, transactional, type FilePlace, type RecordedEvaluation } from '@cellboard/db';
import { CELL_RECORD_VERSION, cellRecordBytes, type CellColumns } from '@cellboard/evaluation';
import { EntityManager, RequestContext } from '@mikro-orm/core';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { isFaultOfOriginal, tookTooMuch } from '../label-files/label-files.service.ts';
import { loggedError } from '../logging/logged-error.ts';
import type { RecordCells } from '../queue/job-payloads.ts';
import { recordCells } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { FileStore } from '../storage/file-store.ts';
import { CellRecorder, UnrecordableError } from './cell-recorder.ts';
import { CellRecords } from './cell-records.service.ts';

/** After so many images the log says how far a record is. */
const LOG_EVERY = 500;

/**
 * Makes the record of every cell of an evaluation, behind its scores, and at the start those of evaluations that have
 * none, as after an update. The file is written as its rows come in and gets its name and its row in the database at the
 * end: a job that is interrupted at any point leaves nothing that counts, and the next one begins again.
 */
@Injectable()
export class RecordCellsJob implements OnApplicationBootstrap {
  private readonly log = new Logger(RecordCellsJob.name);

  constructor(
    private readonly em: EntityManager,
    private readonly repository: CellRecordRepository,
    private readonly store: FileStore,
    private readonly recorder: CellRecorder,
    private readonly records: CellRecords,
    private readonly queue: Queue,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await RequestContext.create(this.em, () => this.records.queueLacking());
    await this.queue.take(recordCells, this);
  }

  async run({ evaluation }: RecordCells): Promise<void> {
    const waiting = await this.repository.waiting(evaluation, CELL_RECORD_VERSION);
    if (!waiting) return;
    try {
      await this.make(evaluation, waiting);
    } catch (error) {
      if (!isLasting(error)) throw error;
      this.log.warn({ err: loggedError(error), evaluation }, 'the cells of an evaluation cannot be recorded');
      await this.put(evaluation, { sha256: null, cellCount: 0, problem: messageOf(error) });
    }
  }

  private async make(evaluation: string, { dataset, datasetVersion, channels }: RecordedEvaluation): Promise<void> {
    const images = await this.repository.images(evaluation);
    const counts = { images: 0, cells: 0 };
    const rows = this.counted(this.recorder.rows(images), counts);
    const head = { evaluation, dataset, datasetVersion, channels };
    const file = await this.store.put('sheet', cellRecordBytes(rows, head), Infinity);
    const record = { sha256: file.sha256, cellCount: counts.cells, problem: null };
    const replaced = await this.put(evaluation, record, file.bytes);
    if (replaced) await this.store.remove(replaced);
    this.log.log({ evaluation, ...counts, bytes: file.bytes }, 'recorded the cells of an evaluation');
  }

  private async *counted(
    rows: AsyncIterable<CellColumns>,
    counts: { images: number; cells: number },
  ): AsyncGenerator<CellColumns> {
    for await (const image of rows) {
      counts.images++;
      counts.cells += image.cell.length;
      if (counts.images % LOG_EVERY === 0) this.log.log({ ...counts }, 'recording cells');
      yield image;
    }
  }

  private put(
    evaluation: string,
    record: { sha256: string | null; cellCount: number; problem: string | null },
    bytes = 0,
  ): Promise<FilePlace | null> {
    return transactional(this.em, async (transaction) => {
      const { sha256 } = record;
      if (sha256 !== null) await this.repository.addFile(transaction, { shelf: 'sheet', sha256, bytes });
      return this.repository.put(transaction, evaluation, { version: CELL_RECORD_VERSION, ...record });
    });
  }
}

/** Whether trying again in a minute would change nothing. The next start tries once more. */
function isLasting(error: unknown): boolean {
  if (error instanceof Problem && tookTooMuch(error)) return false;
  return error instanceof UnrecordableError || isFaultOfOriginal(error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
