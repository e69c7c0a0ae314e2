import { DatasetError } from './dataset-error.ts';

/**
 * Refuses DigestPath (Da et al., Medical Image Analysis 2022).
 *
 * @throws DatasetError DATASET_UNSUITABLE always: it has no masks of cells
 */
export function readDigestPath(): never {
  throw new DatasetError(
    'DATASET_UNSUITABLE',
    'DigestPath has no masks of cells: its signet ring cells are marked by boxes, and in part only, and its tissue by masks of whole lesions. ' +
      'Cell instance segmentation cannot be scored against it.',
  );
}
