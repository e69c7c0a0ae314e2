import { Problem, Shelf, type ReviewQuery, type StoreFinding, type StoreReview } from '@cellboard/contract';
import {
  CellRecordRepository,
  LabelFileRepository,
  StoredFileRepository,
  transactional,
  type LabelOriginal,
  type LabelSource,
} from '@cellboard/db';
import { CELL_RECORD_VERSION } from '@cellboard/evaluation';
import { LABEL_FILE_VERSION } from '@cellboard/labels';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { LabelFiles } from '../label-files/label-files.service.ts';
import { readCursor, writeCursor } from '../paging/cursor.ts';
import { makeLabelFiles, recordCells } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { assertSound, DamagedFileError } from './assert-sound.ts';
import { FileStore, type FileRef, type StoredFile } from './file-store.ts';
import { StoredFiles } from './stored-files.ts';

/** A file without a row may be one whose row is about to be written. After this time it cannot be. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** What is compared, one after the other. */
type Step =
  | { readonly of: 'objects' | 'rows'; readonly shelf: Shelf }
  | { readonly of: 'labels'; readonly source: LabelSource; readonly shelf: Shelf }
  | { readonly of: 'records'; readonly shelf: Shelf };

const STEPS: readonly Step[] = [
  ...Shelf.options.map((shelf) => ({ of: 'objects', shelf }) as const),
  ...Shelf.options.map((shelf) => ({ of: 'rows', shelf }) as const),
  { of: 'labels', source: 'truth', shelf: 'truth' },
  { of: 'labels', source: 'ignore', shelf: 'truth' },
  { of: 'labels', source: 'prediction', shelf: 'prediction' },
  { of: 'records', shelf: 'sheet' },
];

/** Where a page begins: a step, and behind which hash or id, of which size. */
const Place = z.tuple([z.int().min(0), z.string(), z.int(), z.int()]);
type Place = z.infer<typeof Place>;

interface Batch {
  readonly findings: StoreFinding[];
  /** Where the step goes on; null at its end. */
  readonly after: readonly [string, number, number] | null;
}

/** What a step looks at next. */
interface Look {
  readonly after: Place;
  readonly limit: number;
  readonly repair: boolean;
}

/** What the later steps of a review ask. */
@Injectable()
export class ReviewRepositories {
  constructor(
    readonly labels: LabelFileRepository,
    readonly records: CellRecordRepository,
    readonly queue: Queue,
  ) {}
}

/**
 * Compares the store with the database: files without a row, rows without a use, masks without a label file, and results
 * without a record of cells. It holds one page in memory, whatever the size of the store.
 */
@Injectable()
export class StoreReviewer {
  constructor(
    private readonly em: EntityManager,
    private readonly rows: StoredFileRepository,
    private readonly repositories: ReviewRepositories,
    private readonly store: FileStore,
    private readonly labelFiles: LabelFiles,
    private readonly files: StoredFiles,
  ) {}

  async review({ shelf, repair, cursor, limit }: ReviewQuery): Promise<StoreReview> {
    const steps = STEPS.filter((step) => shelf === undefined || step.shelf === shelf);
    const place = readCursor(Place, cursor) ?? ([0, '', 0, 0] as Place);
    const step = steps[place[0]];
    if (!step)
      throw new Problem('CURSOR_INVALID', 'The cursor is not valid here. Start with the first page, without a cursor.');
    const { findings, after } = await this.look(step, { after: place, limit, repair });
    const isLast = after === null && place[0] === steps.length - 1;
    const next: Place = after ? [place[0], ...after] : [place[0] + 1, '', 0, 0];
    return { findings, step: place[0], steps: steps.length, next: isLast ? null : writeCursor(next) };
  }

  private look(step: Step, look: Look): Promise<Batch> {
    switch (step.of) {
      case 'objects':
        return this.objects(step.shelf, look);
      case 'rows':
        return this.unused(step.shelf, look);
      case 'labels':
        return this.unlabelled(step.source, look);
      case 'records':
        return this.unrecorded(look);
    }
  }

  private async objects(shelf: Shelf, { after, limit, repair }: Look): Promise<Batch> {
    const batch: StoredFile[] = [];
    for await (const file of this.store.list(shelf, after[1])) {
      batch.push(file);
      if (batch.length === limit) break;
    }
    const hashes = batch.map(({ sha256 }) => sha256);
    const known = await this.rows.known(shelf, hashes);
    const findings: StoreFinding[] = [];
    for (const file of batch) if (!known.has(file.sha256)) findings.push(...(await this.unknown(file, repair)));
    return { findings, after: goingOn(batch, limit, ({ sha256 }) => [sha256, 0, 0]) };
  }

  private async unknown(file: FileRef, repair: boolean): Promise<StoreFinding[]> {
    const found = { kind: 'unknownFile', subject: subjectOf(file) } as const;
    const storedAt = await this.store.storedAt(file);
    if (storedAt === null) return [];
    if (Date.now() - storedAt.getTime() < ABANDONED_AFTER_MS) {
      const reason = 'It is younger than a day, so it may belong to an upload that is still running.';
      return [{ ...found, outcome: 'found', reason }];
    }
    if (!repair) return [{ ...found, outcome: 'found', reason: null }];
    const freed = await this.files.free([file]);
    return freed.length > 0 ? [{ ...found, outcome: 'removed', reason: null }] : [];
  }

  private async unused(shelf: Shelf, { after, limit, repair }: Look): Promise<Batch> {
    const batch = await this.rows.unused(shelf, { after: after[1], limit });
    const findings: StoreFinding[] = [];
    for (const file of batch) {
      const found = { kind: 'unusedFile', subject: subjectOf(file), reason: null } as const;
      if (!repair) {
        findings.push({ ...found, outcome: 'found' });
        continue;
      }
      const released = await transactional(this.em, (transaction) => this.files.release(transaction, [file]));
      await this.files.free(released);
      if (released.length > 0) findings.push({ ...found, outcome: 'removed' });
    }
    return { findings, after: goingOn(batch, limit, ({ sha256 }) => [sha256, 0, 0]) };
  }

  private async unlabelled(source: LabelSource, { after, limit, repair }: Look): Promise<Batch> {
    // What the background makes anyway only needs time.
    if (!repair && (await this.repositories.queue.isPending(makeLabelFiles))) return { findings: [], after: null };
    const [, sha256, width, height] = after;
    const behind = sha256 === '' ? null : ({ sha256, width, height } as LabelOriginal);
    const query = { version: LABEL_FILE_VERSION, after: behind, limit };
    const batch = await this.repositories.labels.lacking(source, query);
    const findings: StoreFinding[] = [];
    for (const original of batch) {
      const found = { kind: 'noLabelFile', subject: subjectOf(original) } as const;
      findings.push({ ...found, ...(repair ? await this.label(original) : { outcome: 'found', reason: null }) });
    }
    return { findings, after: goingOn(batch, limit, (one) => [one.sha256, one.width, one.height]) };
  }

  private async label(original: LabelOriginal): Promise<Pick<StoreFinding, 'outcome' | 'reason'>> {
    try {
      await assertSound(this.store, [original]);
      await this.labelFiles.make(original);
      return { outcome: 'made', reason: null };
    } catch (error) {
      if (error instanceof DamagedFileError || error instanceof Problem)
        return { outcome: 'failed', reason: error.message };
      throw error;
    }
  }

  private async unrecorded({ after, limit, repair }: Look): Promise<Batch> {
    const { records, queue } = this.repositories;
    const batch = await records.withoutRecord(CELL_RECORD_VERSION, { after: after[1], limit });
    const isWaiting = await queue.isPending(recordCells);
    const findings: StoreFinding[] = [];
    for (const { id, problem } of batch) {
      // What waits for its job only needs time.
      if (isWaiting && problem === null) continue;
      const outcome = repair ? 'queued' : 'found';
      findings.push({ kind: 'noRecord', subject: id, outcome, reason: problem });
    }
    if (repair && findings.length > 0) {
      const payloads = findings.map(({ subject }) => ({ evaluation: subject }));
      await transactional(this.em, (transaction) => queue.add(transaction, recordCells, payloads));
    }
    return { findings, after: goingOn(batch, limit, ({ id }) => [id, 0, 0]) };
  }
}

function goingOn<T>(batch: readonly T[], limit: number, place: (last: T) => [string, number, number]) {
  const last = batch.at(-1);
  return last === undefined || batch.length < limit ? null : place(last);
}

function subjectOf({ shelf, sha256 }: FileRef): string {
  return `${shelf}/${sha256}`;
}
