import { exposure, type Overlap, type QualityReport, type Slug, type Source } from '@cellboard/contract';
import type { DatasetRepository, KnownPicture, SourceRepository } from '@cellboard/db';
import { setImmediate as rest } from 'node:timers/promises';
import { findLookalikes } from './lookalikes.ts';

/** Pictures that are compared before other requests get their turn. */
const AT_ONCE = 50;

/** A picture of the dataset in question. */
export type OwnPicture = Pick<KnownPicture, 'name' | 'pixelSha256' | 'perceptualHash'>;

/** Another dataset on this site. */
export interface OtherDataset {
  readonly dataset: Slug;
  readonly source: Slug;
  readonly pictures: readonly KnownPicture[];
}

/** The dataset in question. */
export interface OwnDataset {
  readonly source: Slug;
  readonly pictures: readonly OwnPicture[];
}

/**
 * Compares the pictures of a dataset with those of every other one, and with what the vocabulary says of their sources.
 *
 * @returns the other datasets, by slug, that share pictures or are said to
 */
export async function findOverlaps(
  own: OwnDataset,
  others: readonly OtherDataset[],
  vocabulary: readonly Source[],
): Promise<Overlap[]> {
  const found: Overlap[] = [];
  for (const { dataset, source, pictures } of others) {
    const declared = declaredOf(own.source, source, vocabulary);
    const counts = await countAlike(own.pictures, pictures);
    if (declared === null && counts.same + counts.alike === 0) continue;
    const verdict = declared === null ? 'undeclared' : counts.same + counts.alike > 0 ? 'confirmed' : 'not-found';
    found.push({ dataset, declared, verdict, ...counts, images: own.pictures.length, otherImages: pictures.length });
  }
  return found.sort((a, b) => (a.dataset < b.dataset ? -1 : 1));
}

/** What the vocabulary says: `all` where one source lies in the other as a whole, `some` where they share images. */
function declaredOf(a: Slug, b: Slug, vocabulary: readonly Source[]): Overlap['declared'] {
  const both = [exposure(only(a), b, vocabulary), exposure(only(b), a, vocabulary)];
  if (both.includes('seen')) return 'all';
  return both.includes('partly') ? 'some' : null;
}

const only = (source: Slug) => ({ sources: [source], complete: true });

async function countAlike(own: readonly OwnPicture[], others: readonly KnownPicture[]) {
  const counts = { same: 0, alike: 0 };
  if (others.length === 0) return counts;
  for (let from = 0; from < own.length; from += AT_ONCE) {
    for (const { same } of findLookalikes(own.slice(from, from + AT_ONCE), others)) counts[same ? 'same' : 'alike']++;
    await rest();
  }
  return counts;
}

/** The overlaps of a version with every other dataset on this site. */
export async function overlapsOf(
  version: { readonly id: string; readonly dataset: { readonly slug: Slug; readonly source: { readonly slug: Slug } } },
  { datasets, sources }: { readonly datasets: DatasetRepository; readonly sources: SourceRepository },
): Promise<Overlap[]> {
  const { slug, source } = version.dataset;
  const known = await datasets.pictures(slug);
  const byDataset = new Map<Slug, KnownPicture[]>();
  for (const picture of known) {
    const some = byDataset.get(picture.dataset);
    if (some) some.push(picture);
    else byDataset.set(picture.dataset, [picture]);
  }
  const others = (await datasets.publishedSources())
    .filter(({ dataset }) => dataset !== slug)
    .map((other) => ({ ...other, pictures: byDataset.get(other.dataset) ?? [] }));
  const own = { source: source.slug, pictures: await datasets.ownPictures(version.id) };
  return findOverlaps(own, others, await sources.vocabulary());
}

/** A report with the overlaps that the server found, in the place of any that a request sent. */
export function withOverlaps({ overlaps: _sent, ...report }: QualityReport, found: Overlap[]): QualityReport {
  return found.length === 0 ? report : { ...report, overlaps: found };
}
