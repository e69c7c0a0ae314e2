import type { CandidateId, ImageId, Slug } from '../identifiers.ts';

/** Addresses of an image's pictures. All are WebP of at most 320 px a side; overlays are transparent but for the cells. */
export const imageFiles = {
  thumbnail: (image: ImageId) => `/api/v1/images/${image}/thumbnail.webp`,
  truth: (image: ImageId) => `/api/v1/images/${image}/truth.webp`,
  prediction: (image: ImageId, task: Slug, candidate: CandidateId) =>
    `/api/v1/images/${image}/predictions/${task}/${candidate}.webp`,
};
