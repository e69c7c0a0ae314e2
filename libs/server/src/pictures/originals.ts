import { Problem, type CandidateId, type Principal, type Slug } from '@cellboard/contract';
import type { ImageEntity, ImageRepository, LabelOriginal } from '@cellboard/db';
import type { FileRef } from '../storage/file-store.ts';

export function refOf({ shelf, sha256 }: FileRef): FileRef {
  return { shelf, sha256 };
}

/** @throws Problem FILE_NOT_FOUND for an image without truth */
export function truthOf({ truthFile, width, height, name }: ImageEntity): LabelOriginal {
  if (!truthFile) throw new Problem('FILE_NOT_FOUND', `The image ${name} has no truth.`);
  return { ...refOf(truthFile), kind: 'cells', width, height };
}

/** Null where scores look at every pixel. */
export function ignoreMaskOf({ ignoreFile, width, height }: ImageEntity): LabelOriginal | null {
  return ignoreFile ? { ...refOf(ignoreFile), kind: 'mask', width, height } : null;
}

/**
 * What a candidate predicted for an image, in the submission that stands on the board of the task.
 *
 * @throws Problem FILE_NOT_FOUND
 */
export async function predictionAt(
  images: ImageRepository,
  principal: Principal,
  { image, ...of }: { image: ImageEntity; task: Slug; candidate: CandidateId },
): Promise<LabelOriginal> {
  const { id, name, width, height } = image;
  const sha256 = await images.predictionHash(principal, id, of);
  if (sha256 !== null) return { shelf: 'prediction', sha256, kind: 'cells', width, height };
  throw new Problem(
    'FILE_NOT_FOUND',
    `There is no scored prediction of the candidate ${of.candidate} for the image ${name} in the task ${of.task}.`,
  );
}
