import { Problem, type Slug } from '@cellboard/contract';
import type { DatasetVersionEntity } from '@cellboard/db';

/** The refusal where no dataset of that slug may be seen. */
export function noDataset(slug: Slug): Problem {
  return new Problem('DATASET_NOT_FOUND', `There is no dataset "${slug}" here.`);
}

/** The refusal of a curator who may not change that dataset. */
export function notYourDataset(slug: Slug): Problem {
  return new Problem('NOT_ALLOWED', `You are not a curator of the dataset "${slug}".`);
}

/** @throws Problem DATASET_PUBLISHED for a version that accepts no more images */
export function unlessPublished(version: DatasetVersionEntity): DatasetVersionEntity {
  if (!version.isPublished) return version;
  throw new Problem(
    'DATASET_PUBLISHED',
    `Version ${version.number} of the dataset "${version.dataset.slug}" is published, so it takes no more images. Open the next version to correct it or to add images.`,
  );
}
