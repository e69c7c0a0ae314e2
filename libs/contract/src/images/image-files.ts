import type { CandidateId, ImageId, Slug } from '../identifiers.ts';
import type { LabelFormat } from './label-formats.ts';
import type { PictureSide } from './picture-side.ts';

const of = (image: ImageId) => `/api/v1/images/${image}`;
const predicted = (image: ImageId, task: Slug, candidate: CandidateId) =>
  `${of(image)}/predictions/${task}/${candidate}`;
const sized = (side?: PictureSide) => (side === undefined ? '' : `?side=${side}`);

/** Addresses of what belongs to an image. */
export const imageFiles = {
  /**
   * Pictures: WebP of at most 320 px a side, or of the side that is asked for; overlays are transparent but for the cells.
   */
  thumbnail: (image: ImageId, side?: PictureSide) => `${of(image)}/thumbnail.webp${sized(side)}`,
  truth: (image: ImageId, side?: PictureSide) => `${of(image)}/truth.webp${sized(side)}`,
  prediction: (image: ImageId, task: Slug, candidate: CandidateId) => `${predicted(image, task, candidate)}.webp`,
  smallPrediction: (image: ImageId, task: Slug, candidate: CandidateId) =>
    `${predicted(image, task, candidate)}.webp${sized(160)}`,
  /**
   * The samples as the file stores them: NPY 1.0 in C order, shape (height, width, channels). The transfer is compressed;
   * what `fetch` gives is the file.
   */
  samples: (image: ImageId) => `${of(image)}/samples.npy`,
  /** Label files, docs/label-files.md: what `fetch` gives is unpacked already, as `decodeLabelFile` takes it. */
  truthLabels: (image: ImageId) => `${of(image)}/truth.labels`,
  ignoreLabels: (image: ImageId) => `${of(image)}/ignore.labels`,
  predictionLabels: (image: ImageId, task: Slug, candidate: CandidateId) =>
    `${predicted(image, task, candidate)}.labels`,
  /** Downloads; refused where the licence of the dataset does not let this site share its files. */
  original: (image: ImageId) => `${of(image)}/original`,
  truthAs: (image: ImageId, format: LabelFormat) => `${of(image)}/truth/${format}`,
  predictionAs: (image: ImageId, predictionOf: { task: Slug; candidate: CandidateId; format: LabelFormat }) =>
    `${predicted(image, predictionOf.task, predictionOf.candidate)}/${predictionOf.format}`,
};
