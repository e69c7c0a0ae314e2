import type { Image } from '@cellboard/contract';
import { NOT_STATED } from '@cellboard/contract/vocabulary';
import type { ExaminedImage } from '@cellboard/datasets';
import { allItems, type CellboardClient } from '@cellboard/sdk';
import { count } from '../terminal.ts';
import { filesThere, sameFiles } from './files-there.ts';
import type { Stored } from './stored-dataset.ts';

/** The tags that an image of the gallery has, as people call them. */
const tagNames = {
  cellType: 'cell type',
  modality: 'modality',
  stain: 'stain',
  tissue: 'tissue',
  pixelSizeUm: 'pixel size',
  split: 'split',
} as const;

type Tag = keyof typeof tagNames;

/** Tags that images have in the published version of a dataset, and would not have in its next one. */
export interface LostTags {
  /** Images that lose at least one. */
  readonly images: number;
  /** How many lose which, by the names of the tags. */
  readonly tags: Readonly<Record<string, number>>;
}

/** Images that the server answers at once. */
const PAGE = 200;

/**
 * What the open version of a dataset would lose, compared with the version before it. Images that it has already keep
 * the tags that they were uploaded with.
 *
 * @returns undefined where nothing is lost, or there is no version before
 * @throws CellboardError if the server cannot be asked
 */
export async function lostTags(
  stored: Stored | undefined,
  images: readonly ExaminedImage[],
): Promise<LostTags | undefined> {
  const dataset = stored?.dataset;
  if (!dataset || dataset.published || (dataset.version ?? 1) < 2) return undefined;
  const before = await publishedImages(stored.client, dataset.slug);
  const there = await filesThere(stored.client, dataset.slug);
  const lost = images
    .filter(({ name, sha256 }) => !sameFiles(there.get(name), sha256))
    .map(({ name, measures }) => lostOf(before.get(name), measures.tags))
    .filter((tags) => tags.length > 0);
  if (lost.length === 0) return undefined;
  const tags: Record<string, number> = {};
  for (const tag of lost.flat()) tags[tagNames[tag]] = (tags[tagNames[tag]] ?? 0) + 1;
  return { images: lost.length, tags };
}

async function publishedImages(client: CellboardClient, dataset: string): Promise<ReadonlyMap<string, Image>> {
  const images = await allItems((page) => client.api.images.list.query({ dataset, ...page, limit: PAGE }));
  return new Map(images.map((image) => [image.name, image]));
}

function lostOf(before: Image | undefined, now: Pick<Image, Tag>): Tag[] {
  if (!before) return [];
  return (Object.keys(tagNames) as Tag[]).filter((tag) => isStated(before[tag]) && !isStated(now[tag]));
}

function isStated(value: string | number | null): boolean {
  return value !== null && value !== NOT_STATED;
}

/** What is lost, in a sentence. */
export function lostTagsLine({ images, tags }: LostTags): string {
  const each = Object.entries(tags).map(([name, n]) => `${name} (${count(n, 'image')})`);
  return `${count(images, 'image')} would lose tags that the published version has: ${each.join(', ')}.`;
}

/** How to keep them, or to say that it is meant. */
export const keepTags =
  'To keep them, state them again, as with the same manifest and options as before. If you mean to drop them, add --drop-tags.';
