import { Problem } from '@cellboard/contract';
import {
  CellPartRepository,
  CellRecordRepository,
  transactional,
  type CellPart,
  type FilePlace,
  type RecordedFiles,
  type Transaction,
} from '@cellboard/db';
import { CELL_RECORD_VERSION, type CellColumns, type CellRecordHead } from '@cellboard/evaluation';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { FileStore, type StoredFile } from '../storage/file-store.ts';
import { StoredFiles } from '../storage/stored-files.ts';
import { packPart, unpackPart } from './part-file.ts';
import { recordBytes } from './record-thread.ts';

/** A part that is in the store, but that no row names yet. */
export interface StoredPart extends CellPart {
  readonly bytes: number;
}

/** The rows of an image that has been scored. */
export interface ImageRows {
  readonly imageId: string;
  readonly rows: CellColumns;
}

/** A record that is in the store, but that no row names yet. */
export interface MadeRecord {
  readonly file: StoredFile;
  readonly cellCount: number;
}

/**
 * Keeps the cells of images as they are scored, chunk by chunk, until all are there and the record is made of them. A
 * process that dies loses one chunk, as it does of the scores.
 */
@Injectable()
export class CellParts {
  /** The part that was read last: images come in the order in which they were scored. */
  private last: { sha256: string; rows: Promise<Map<string, CellColumns> | null> } | null = null;

  constructor(
    private readonly em: EntityManager,
    private readonly parts: CellPartRepository,
    private readonly records: CellRecordRepository,
    private readonly store: FileStore,
    private readonly files: StoredFiles,
  ) {}

  /** Puts the rows of some images into the store; null where there are none. */
  async put(images: readonly ImageRows[]): Promise<StoredPart | null> {
    if (images.length === 0) return null;
    // Named by its own id: two attempts at a chunk never share a file, so that the one that comes too late can remove its.
    const packed = await packPart(
      randomUUID(),
      images.map(({ rows }) => rows),
    );
    const { sha256, bytes } = await this.store.put('sheet', packed, Infinity);
    return { sha256, bytes, images: images.map(({ imageId }) => imageId), version: CELL_RECORD_VERSION };
  }

  /** Writes down a part of an evaluation. */
  async add(transaction: Transaction, evaluation: string, part: StoredPart): Promise<void> {
    await this.files.name(transaction, fileOf(part));
    await this.parts.add(transaction, evaluation, part);
  }

  /** Removes a part that came too late to be added. */
  async discard(part: StoredPart): Promise<void> {
    await this.files.free([fileOf(part)]);
  }

  /** The rows of an image from its part; null where it has none, or its part is missing or damaged. */
  async rowsOf({ image, part }: RecordedFiles): Promise<CellColumns | null> {
    if (part === null) return null;
    if (this.last?.sha256 !== part) this.last = { sha256: part, rows: this.read(part) };
    return (await this.last.rows)?.get(image) ?? null;
  }

  /**
   * Makes the record of an evaluation whose images are all scored, where a part has the rows of each.
   *
   * @returns null where that is not so: the record is then made behind the scores
   */
  async assemble(evaluation: string): Promise<MadeRecord | null> {
    const complete = await this.records.complete(evaluation);
    if (!complete) return null;
    const images = await this.records.images(evaluation, CELL_RECORD_VERSION);
    if (images.some(({ part }) => part === null)) return null;
    const counts = { cells: 0 };
    try {
      const file = await this.write({ evaluation, ...complete }, this.allRows(images, counts));
      return { file, cellCount: counts.cells };
    } catch (error) {
      if (error instanceof LostPartError) return null;
      throw error;
    }
  }

  /** Puts a record into the store. No row names it yet. */
  write(head: CellRecordHead, rows: AsyncIterable<CellColumns>): Promise<StoredFile> {
    return this.store.put('sheet', recordBytes(rows, head), Infinity);
  }

  private async *allRows(images: readonly RecordedFiles[], counts: { cells: number }): AsyncGenerator<CellColumns> {
    for (const image of images) {
      const rows = await this.rowsOf(image);
      if (!rows) throw new LostPartError(`The rows of ${image.image} are not in the part of the record.`);
      counts.cells += rows.cell.length;
      yield rows;
    }
  }

  /**
   * Writes down the record of an evaluation, and that its parts are not needed any more.
   *
   * @returns files that no row names any more; free them after the transaction
   */
  async replaceBy(transaction: Transaction, evaluation: string, { file, cellCount }: MadeRecord): Promise<FilePlace[]> {
    await this.files.name(transaction, file);
    const record = { version: CELL_RECORD_VERSION, sha256: file.sha256, cellCount, problem: null };
    const before = await this.records.put(transaction, evaluation, record);
    const released = before ? await this.files.release(transaction, [before]) : [];
    return [...released, ...(await this.drop(transaction, evaluation))];
  }

  /** Writes down a record, or why there is none, in the place of an earlier one, in a transaction of its own. */
  async settle(evaluation: string, made: MadeRecord | { readonly problem: string }): Promise<void> {
    const released = await transactional(this.em, async (transaction) => {
      if ('file' in made) return this.replaceBy(transaction, evaluation, made);
      const record = { version: CELL_RECORD_VERSION, sha256: null, cellCount: 0, problem: made.problem };
      const before = await this.records.put(transaction, evaluation, record);
      return before ? this.files.release(transaction, [before]) : [];
    });
    await this.free(released);
  }

  /** Forgets the parts of an evaluation. @returns files that no row names any more; free them after the transaction */
  async drop(transaction: Transaction, evaluation: string): Promise<FilePlace[]> {
    return this.files.release(transaction, await this.parts.drop(transaction, evaluation));
  }

  /** Frees the parts that no record will be made of. */
  async dropUseless(): Promise<void> {
    for (const evaluation of await this.parts.useless(CELL_RECORD_VERSION))
      await this.free(await transactional(this.em, (transaction) => this.drop(transaction, evaluation)));
  }

  /** Removes files that no row names. Not within a transaction. */
  async free(files: readonly FilePlace[]): Promise<void> {
    await this.files.free(files);
  }

  /** Reads a part to its end; null where it is missing or damaged. */
  private async read(sha256: string): Promise<Map<string, CellColumns> | null> {
    const file = { shelf: 'sheet', sha256 } as const;
    try {
      return (await this.store.check(file)) === true ? await this.store.withLocal(file, unpackPart) : null;
    } catch (error) {
      if (isGone(error)) return null; // another process has just made the record and removed its parts
      throw error;
    }
  }
}

function fileOf({ sha256, bytes }: StoredPart): StoredFile {
  return { shelf: 'sheet', sha256, bytes };
}

function isGone(error: unknown): boolean {
  if (error instanceof Problem) return error.code === 'FILE_NOT_FOUND';
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** A part of a record that is missing or damaged. */
class LostPartError extends Error {
  override readonly name = 'LostPartError';
}
