import type { CatalogDataset } from '@cellboard/catalog';
import { count } from '../terminal.ts';

/** How many images and cells a dataset has; null where nobody has said. */
export interface Counts {
  readonly images: number | null;
  readonly cells: number | null;
}

/** What the authors of a dataset say that it holds. */
export interface PublishedCounts extends Counts {
  /** The only part that is read; null for all. */
  readonly part: string | null;
}

/** The counts of the catalogue for what is taken from a dataset; those of cells belong to the object it usually outlines. */
export function publishedCounts(
  dataset: CatalogDataset | undefined,
  { part, object }: { readonly part: string | undefined; readonly object: string },
): PublishedCounts | undefined {
  if (!dataset) return undefined;
  const { images, cells } = dataset.facts;
  return { images, cells: object === dataset.object ? cells : null, part: part ?? null };
}

/** What was found beside what was published, in a line. */
export function countsLine(
  published: PublishedCounts,
  found: { readonly images: number; readonly cells: number },
): string {
  const images = published.images === null ? 'an unknown number of images' : count(published.images, 'image');
  const cells = published.cells === null ? 'an unknown number of cells' : count(published.cells, 'cell');
  const both = `Published: ${images} and ${cells}. Found: ${count(found.images, 'image')} and ${count(found.cells, 'cell')}.`;
  if (published.part !== null) return `${both} Only the part ${published.part} was read.`;
  return differ(published, found)
    ? `${both} They differ: check that the download is complete, and look at the defects and notes.`
    : both;
}

function differ(published: Counts, found: Counts): boolean {
  return (['images', 'cells'] as const).some((key) => published[key] !== null && published[key] !== found[key]);
}
