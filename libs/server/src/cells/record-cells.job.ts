import { Problem } from '@cellboard/contract';
import { CellRecordRepository, type RecordedEvaluation } from '@cellboard/db';
import { CELL_RECORD_VERSION, type CellColumns } from '@cellboard/evaluation';
import { EntityManager, RequestContext } from '@mikro-orm/core';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { isFaultOfOriginal, tookTooMuch } from '../label-files/label-files.service.ts';
import { loggedError } from '../logging/logged-error.ts';
import type { RecordCells } from '../queue/job-payloads.ts';
import { recordCells } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { CellRecorder, UnrecordableError } from './cell-recorder.ts';
import { CellParts } from './cell-parts.ts';
import { CellRecords } from './cell-records.service.ts';

/** After so many images the log says how far a record is. */
const LOG_EVERY = 500;

/**
 * Makes the record of every cell of an evaluation whose images were not all recorded when they were scored: those of an
 * earlier release, those whose scores were carried over, and those whose record was lost. The file is written as its rows
 * come in and gets its name and its row in the database at the end: a job that is interrupted at any point leaves nothing
 * that counts, and the next one begins again, but for the images that were recorded as they were scored.
 */
@Injectable()
export class RecordCellsJob implements OnApplicationBootstrap {
  private readonly log = new Logger(RecordCellsJob.name);

  constructor(
    private readonly em: EntityManager,
    private readonly repository: CellRecordRepository,
    private readonly recorder: CellRecorder,
    private readonly records: CellRecords,
    private readonly parts: CellParts,
    private readonly queue: Queue,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await RequestContext.create(this.em, async () => {
      await this.parts.dropUseless();
      await this.records.queueLacking(true);
    });
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
      await this.parts.settle(evaluation, { problem: messageOf(error) });
    }
  }

  private async make(evaluation: string, { dataset, datasetVersion, channels }: RecordedEvaluation): Promise<void> {
    const images = await this.repository.images(evaluation, CELL_RECORD_VERSION);
    const counts = { images: 0, cells: 0 };
    const rows = this.counted(this.recorder.rows(images), counts);
    const head = { evaluation, dataset, datasetVersion, channels };
    const file = await this.parts.write(head, rows);
    await this.parts.settle(evaluation, { file, cellCount: counts.cells });
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
}

/** Whether trying again in a minute would change nothing. The next start tries once more. */
function isLasting(error: unknown): boolean {
  if (error instanceof Problem && tookTooMuch(error)) return false;
  return error instanceof UnrecordableError || isFaultOfOriginal(error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
