import type { CandidateId, ImageId, Slug } from '../identifiers.ts';

/** Addresses at which the cells of a candidate's result on a board are downloaded: of a dataset, or of one image. */
export const cellFiles = {
  dataset: (task: Slug, dataset: Slug, { candidate, format }: { candidate: CandidateId; format: 'csv' | 'parquet' }) =>
    `/api/v1/tasks/${task}/datasets/${dataset}/cells/${candidate}.${format}`,
  image: (image: ImageId, task: Slug, { candidate, format }: { candidate: CandidateId; format: 'csv' | 'parquet' }) =>
    `/api/v1/images/${image}/cells/${task}/${candidate}.${format}`,
};
