import type { Sha256 } from '@cellboard/contract';
import type { LabelOriginal, PendingImage } from '@cellboard/db';
import type { ImageErrorCode, ImageFailure, KeptLabels } from '@cellboard/evaluation';
import { Injectable } from '@nestjs/common';
import { LabelFiles } from '../label-files/label-files.service.ts';
import { DamagedFileError } from '../storage/assert-sound.ts';
import { FileStore, type FileRef } from '../storage/file-store.ts';

/** What a label file is for. */
export type Role = 'truth' | 'ignore' | 'prediction';

/** The files that an image's label files are made from. */
export interface ImageOriginals {
  readonly image: string;
  readonly originals: Readonly<Record<Role, LabelOriginal | null>>;
}

/** The label files of an image, as local files. */
export type LentLabels = Readonly<Record<Role, KeptLabels | null>>;

/** The hash of the label file of an original; null where it has none. */
export type KnownLabels = (original: LabelOriginal) => Sha256 | null;

/** A piece of work on the label files of an image. */
export interface LabelWork<T extends object> {
  readonly known: KnownLabels;
  readonly signal: AbortSignal;
  /** Answers a failure of `…_UNREADABLE` for a label file that is missing or damaged; it is then done once more. */
  readonly use: (labels: LentLabels) => Promise<T | ImageFailure>;
}

/**
 * Lends the label files of images. One that is missing or damaged is made again from its original first; no other
 * original is opened.
 */
@Injectable()
export class LabelLending {
  constructor(
    private readonly files: FileStore,
    private readonly labelFiles: LabelFiles,
  ) {}

  /** Looks up the label files of images, all at once. */
  find(images: readonly ImageOriginals[]): Promise<KnownLabels> {
    return this.labelFiles.find(
      images.flatMap(({ originals }) => Object.values(originals).filter((file) => file !== null)),
    );
  }

  /**
   * Does a piece of work with the label files of an image.
   *
   * @throws Problem or DamagedFileError if a label file cannot be made
   */
  async lend<T extends object>(
    { image, originals }: ImageOriginals,
    { known, signal, use }: LabelWork<T>,
  ): Promise<T | ImageFailure> {
    const hashOf = async (file: LabelOriginal | null) => {
      signal.throwIfAborted();
      return file && (known(file) ?? (await this.labelFiles.make(file)));
    };
    const hashes = {
      truth: await hashOf(originals.truth),
      ignore: await hashOf(originals.ignore),
      prediction: await hashOf(originals.prediction),
    };
    const made = new Set<Role>();
    for (;;) {
      const result = await this.withFiles({ image, originals }, hashes, use);
      const role = unreadableIn(result);
      const original = role && !made.has(role) ? originals[role] : null;
      if (role === null || original === null) return result;
      signal.throwIfAborted();
      hashes[role] = await this.labelFiles.make(original);
      made.add(role);
    }
  }

  private withFiles<T extends object>(
    { image, originals }: ImageOriginals,
    hashes: Readonly<Record<Role, Sha256 | null>>,
    use: LabelWork<T>['use'],
  ): Promise<T | ImageFailure> {
    type Result = T | ImageFailure;
    const lendOne = async (role: Role, next: (kept: KeptLabels | null) => Promise<Result>): Promise<Result> => {
      const [original, sha256] = [originals[role], hashes[role]];
      if (original === null || sha256 === null) return next(null);
      const file = { shelf: original.shelf, sha256 };
      if ((await this.files.stat(file)) === null) return { image, error: missing(role, sha256) };
      const { width, height } = original;
      const kept = { sha256, original: original.sha256, size: { width, height } };
      return this.unlessDamaged({ image, role }, file, (path) => next({ path, ...kept }));
    };
    return lendOne('truth', (truth) =>
      lendOne('ignore', (ignore) => lendOne('prediction', (prediction) => use({ truth, ignore, prediction }))),
    );
  }

  /** A store that copies files for a piece of work finds damage before it; others leave that to the reader. */
  private async unlessDamaged<T extends object>(
    { image, role }: { image: string; role: Role },
    file: FileRef,
    use: (path: string) => Promise<T | ImageFailure>,
  ): Promise<T | ImageFailure> {
    const lending = { isDone: false };
    try {
      return await this.files.withLocal(file, (path) => {
        lending.isDone = true;
        return use(path);
      });
    } catch (error) {
      if (lending.isDone || !(error instanceof DamagedFileError)) throw error;
      return { image, error: { code: UNREADABLE[role], message: error.message } };
    }
  }
}

/** The files that the label files of an image are made from. */
export function originalsOf(image: Omit<PendingImage, 'imageSha256'>): ImageOriginals {
  const { width, height, truthSha256, ignoreSha256, predictionSha256 } = image;
  const size = { width, height };
  const original = (sha256: Sha256 | null, file: Pick<LabelOriginal, 'shelf' | 'kind'>) =>
    sha256 === null ? null : { ...file, sha256, ...size };
  return {
    image: image.image,
    originals: {
      truth: original(truthSha256, { shelf: 'truth', kind: 'cells' }),
      ignore: original(ignoreSha256, { shelf: 'truth', kind: 'mask' }),
      prediction: original(predictionSha256, { shelf: 'prediction', kind: 'cells' }),
    },
  };
}

const UNREADABLE = {
  truth: 'TRUTH_UNREADABLE',
  ignore: 'IGNORE_UNREADABLE',
  prediction: 'PREDICTION_UNREADABLE',
} as const satisfies Record<Role, ImageErrorCode>;

function missing(role: Role, sha256: Sha256): ImageFailure['error'] {
  return { code: UNREADABLE[role], message: `The label file ${sha256} is missing from the store.` };
}

/** The label file that could not be read. */
function unreadableIn(result: object): Role | null {
  if (!('error' in result)) return null;
  const { code } = (result as ImageFailure).error;
  const roles = Object.keys(UNREADABLE) as Role[];
  return roles.find((role) => UNREADABLE[role] === code) ?? null;
}
