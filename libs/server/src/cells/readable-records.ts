import { Problem, type CellSliceQuery, type Principal } from '@cellboard/contract';
import { CellRecordRepository, TaskRepository, type SliceRecord } from '@cellboard/db';
import { CELL_RECORD_VERSION } from '@cellboard/evaluation';
import { Injectable } from '@nestjs/common';
import { FileStore, type FileRef } from '../storage/file-store.ts';
import { noTask } from '../tasks/task-problems.ts';
import { UnreadableRecordError } from './unreadable-record.ts';
import { CellRecords } from './cell-records.service.ts';

/** Records that were found sound and are remembered as such. */
const MOST_KNOWN = 10_000;

/** Lends records of cells to those who may see them. One that is missing or damaged is made again, and the answer says so. */
@Injectable()
export class ReadableRecords {
  /** Hashes of files that this process has read to the end. */
  private readonly sound = new Set<string>();

  constructor(
    private readonly repository: CellRecordRepository,
    private readonly tasks: TaskRepository,
    private readonly store: FileStore,
    private readonly records: CellRecords,
  ) {}

  /**
   * The evaluation on the board that a slice names.
   *
   * @throws Problem TASK_NOT_FOUND or FILE_NOT_FOUND
   */
  async find(principal: Principal, slice: CellSliceQuery): Promise<SliceRecord> {
    const found = await this.repository.ofSlice(principal, slice, CELL_RECORD_VERSION);
    if (found) return found;
    if (!(await this.tasks.find(principal, slice.task))) throw noTask(slice.task);
    const { task, dataset, candidate } = slice;
    throw new Problem(
      'FILE_NOT_FOUND',
      `There is no scored result of the candidate ${candidate} on the dataset ${dataset} in the task ${task}.`,
    );
  }

  /**
   * Does a piece of work with the local file of a record.
   *
   * @throws Problem CELLS_PENDING while the record is made, CELLS_UNAVAILABLE where it cannot be
   */
  async use<T>(record: SliceRecord, work: (path: string, file: FileRef) => Promise<T>): Promise<T> {
    const file = await this.fileOf(record);
    if (!this.sound.has(file.sha256)) await this.assertSound(file);
    try {
      return await this.store.withLocal(file, (path) => work(path, file));
    } catch (error) {
      const isGone = error instanceof Problem && error.code === 'FILE_NOT_FOUND';
      if (!isGone && !(error instanceof UnreadableRecordError)) throw error;
      await this.assertSound(file);
      throw error;
    }
  }

  private async fileOf({ sha256, problem }: SliceRecord): Promise<FileRef> {
    if (sha256 !== null) return { shelf: 'sheet', sha256 };
    if (problem !== null) {
      throw new Problem(
        'CELLS_UNAVAILABLE',
        `The cells of this result cannot be recorded: ${problem} The operator of the site can fix it; scores do not depend on it.`,
      );
    }
    await this.records.queueLacking();
    throw pending('are being recorded');
  }

  /** Reads a file to its end; what is not what it was is made again. */
  private async assertSound(file: FileRef): Promise<void> {
    if ((await this.store.check(file)) === true) {
      if (this.sound.size >= MOST_KNOWN) this.sound.clear();
      this.sound.add(file.sha256);
      return;
    }
    this.sound.delete(file.sha256);
    await this.records.lose(file);
    throw pending('were lost and are being recorded again');
  }
}

function pending(what: string): Problem {
  return new Problem('CELLS_PENDING', `The cells of this result ${what}. Try again in a few minutes.`);
}
