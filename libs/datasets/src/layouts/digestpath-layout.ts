import { DatasetError } from '../entries/dataset-error.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';

/**
 * Refuses DigestPath (Da et al., Medical Image Analysis 2022).
 *
 * @throws DatasetError DATASET_UNSUITABLE always: it has no masks of cells
 */
function readDigestPath(): never {
  throw new DatasetError(
    'DATASET_UNSUITABLE',
    'DigestPath has no masks of cells: its signet ring cells are marked by boxes, and in part only, and its tissue by masks of whole lesions. ' +
      'Cell instance segmentation cannot be scored against it.',
  );
}

/** The layout of DigestPath; see {@link readDigestPath}. */
export const digestPathLayout: PublishedLayout = {
  name: 'DigestPath',
  description: 'Always refused: it has boxes and lesion masks, but no masks of cells.',
  outlines: ['cell'],
  parts: null,
  read: readDigestPath,
  truthFiles: readDigestPath,
};
