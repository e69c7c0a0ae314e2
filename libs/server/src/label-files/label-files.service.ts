import { Problem, type Sha256, type Shelf } from '@cellboard/contract';
import { LabelFileRepository, transactional, type LabelOriginal, type Transaction } from '@cellboard/db';
import { FileRefusal, type RefusalCode } from '@cellboard/imaging';
import { LABEL_FILE_VERSION } from '@cellboard/labels';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { ImageReader } from '../decoding/image-reader.ts';
import { assertSound, DamagedFileError, isDamaged } from '../storage/assert-sound.ts';
import { FileStore, type FileRef } from '../storage/file-store.ts';
import { StoredFiles } from '../storage/stored-files.ts';

/** Refusals that say nothing of a file, or nothing that holds on another day. */
const PASSING: readonly RefusalCode[] = ['TIMEOUT', 'OUT_OF_MEMORY', 'WORKER_DIED', 'WORKER_KILLED'];

/** Whether a file was refused because reading it took too much, and not for what is in it. */
export function tookTooMuch({ cause }: Problem): boolean {
  return cause instanceof FileRefusal && PASSING.includes(cause.code);
}

/**
 * Label files, see docs/label-files.md: made when a truth, an ignore mask or a prediction comes in, beside the file as
 * it was uploaded, and made again from it where one is missing or damaged.
 */
@Injectable()
export class LabelFiles {
  /** Those that are being made: many images may have the same mask. */
  private readonly inProgress = new Map<string, Promise<Sha256>>();

  constructor(
    private readonly em: EntityManager,
    private readonly repository: LabelFileRepository,
    private readonly files: StoredFiles,
    private readonly store: FileStore,
    private readonly reader: ImageReader,
  ) {}

  /** The hashes of the label files of some originals; null for one that has none. */
  async find(originals: readonly LabelOriginal[]): Promise<(original: LabelOriginal) => Sha256 | null> {
    const rows = await this.repository.find(originals, LABEL_FILE_VERSION);
    const known = new Map(rows.map((row) => [keyOf(row), row.labels]));
    return (original) => known.get(keyOf(original)) ?? null;
  }

  /**
   * The label file of an original as it was made, or made again where it is missing or damaged.
   *
   * @throws Problem FILE_DAMAGED where the original is missing or damaged too, or what is wrong with the original
   */
  async sound(original: LabelOriginal): Promise<FileRef> {
    const { shelf } = original;
    const [row] = await this.repository.find([original], LABEL_FILE_VERSION);
    if (row?.labels === null) throw notReadable(shelf);
    if (row && (await this.store.check({ shelf, sha256: row.labels })) === true) return { shelf, sha256: row.labels };
    try {
      return { shelf, sha256: await this.make(original) };
    } catch (error) {
      throw error instanceof DamagedFileError ? isDamaged(error) : error;
    }
  }

  /** Keeps a label file that was made while its original was read, together with the rows that speak of the original. */
  keep(
    transaction: Transaction,
    original: LabelOriginal,
    bytes: Uint8Array,
  ): Promise<{ file: FileRef; replaced: readonly FileRef[] }> {
    return this.replace(transaction, original, bytes);
  }

  /**
   * Makes the label file of an original, in the place of an earlier one.
   *
   * @returns its hash
   * @throws DamagedFileError if the original is missing or has changed
   * @throws Problem if the original cannot be read
   */
  async make(original: LabelOriginal): Promise<Sha256> {
    const key = keyOf(original);
    const running = this.inProgress.get(key) ?? this.makeNow(original);
    this.inProgress.set(key, running);
    try {
      return await running;
    } finally {
      this.inProgress.delete(key);
    }
  }

  private async makeNow(original: LabelOriginal): Promise<Sha256> {
    await assertSound(this.store, [original]);
    const bytes = await this.convert(original);
    const { file, replaced } = await transactional(this.em, (transaction) =>
      this.replace(transaction, original, bytes),
    );
    await this.files.free(replaced);
    return file.sha256;
  }

  /**
   * Makes a label file again that is missing or damaged.
   *
   * @returns whether it was made, false where its original is damaged too; null where the file is not a label file
   * @throws Problem for what is not the fault of the original, such as a full disk
   */
  async remake(file: FileRef): Promise<boolean | null> {
    const originals = await this.repository.originalsOf(file);
    if (originals.length === 0) return null;
    try {
      for (const original of originals) await this.make(original);
      return true;
    } catch (error) {
      if (isFaultOfOriginal(error) && !(error instanceof Problem && tookTooMuch(error))) return false;
      throw error;
    }
  }

  /** What cannot be read is written down, so that nobody tries again and again. */
  private async convert(original: LabelOriginal): Promise<Uint8Array> {
    try {
      return await this.reader.convert(original);
    } catch (error) {
      if (error instanceof Problem && UNREADABLE.includes(error.code) && !tookTooMuch(error))
        await transactional(this.em, (transaction) =>
          this.repository.put(transaction, original, { labels: null, version: LABEL_FILE_VERSION }),
        );
      throw error;
    }
  }

  private async replace(
    transaction: Transaction,
    original: LabelOriginal,
    bytes: Uint8Array,
  ): Promise<{ file: FileRef; replaced: readonly FileRef[] }> {
    const { shelf } = original;
    const file = await this.files.put(transaction, shelf, bytes);
    const labels = { labels: file.sha256, version: LABEL_FILE_VERSION };
    const gone = await this.repository.put(transaction, original, labels);
    return { file, replaced: gone === null ? [] : await this.files.release(transaction, [{ shelf, sha256: gone }]) };
  }
}

function notReadable(shelf: Shelf): Problem {
  const code = shelf === 'prediction' ? 'PREDICTION_UNREADABLE' : 'FILE_UNREADABLE';
  return new Problem(code, `The ${shelf} of this image cannot be read as a label image, so its cells cannot be shown.`);
}

const UNREADABLE: readonly string[] = ['PREDICTION_UNREADABLE', 'FILE_UNREADABLE'];

/** Whether a label file cannot be made because of its original: it is missing, has changed or cannot be read. */
export function isFaultOfOriginal(error: unknown): boolean {
  return error instanceof DamagedFileError || (error instanceof Problem && UNREADABLE.includes(error.code));
}

function keyOf({ shelf, sha256, kind, width, height }: LabelOriginal): string {
  return [shelf, sha256, kind, width, height].join();
}
