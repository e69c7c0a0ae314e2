import { source, type CatalogSource } from './catalog-source.ts';
import { cellSources, trackingSources } from './cell-sources.ts';
import { tissueSources } from './tissue-sources.ts';

/** What others cannot have: the training data of weights that were trained on images of their makers' own. */
const privateImages = source('Images that are not public', {
  slug: 'private-images',
  aliases: ['private', 'private images', 'our own images', 'in-house images'],
});

/** Everyday photographs and videos that general models were trained on. */
const naturalSources: readonly CatalogSource[] = [
  source('SA-1B', { aliases: ['Segment Anything 1 Billion'] }),
  source('SA-Co', { aliases: ['Segment Anything with Concepts'] }),
  source('SA-V', { aliases: ['Segment Anything Video'] }),
];

/**
 * The vocabulary of sources, by slug. A dataset, its versions, its parts and its different truths are one source.
 *
 * A source contains another where somebody who knows the files says so. What is only suspected is left out. A new
 * source is a row in one of the lists.
 */
export const catalogSources: readonly CatalogSource[] = [
  ...cellSources,
  ...trackingSources,
  ...tissueSources,
  ...naturalSources,
  privateImages,
].sort((a, b) => (a.slug < b.slug ? -1 : 1));
