import { catalogDatasets } from '@cellboard/catalog';
import type { NewDataset } from '@cellboard/contract';
import { distance } from 'fastest-levenshtein';
import { similar } from '../refuse-near.ts';
import { UsageError } from '../usage-error.ts';
import type { CommonFlags } from './import-flags.ts';

/**
 * Refuses the slug of a public dataset, or one that comes near to it, for images that are not said to be from it: the
 * page of the dataset would show them under the description of the public one. With `--new` nobody asks.
 *
 * @param isStored whether the server has a dataset of exactly this slug, so that it is no slip
 * @throws UsageError with the public dataset that may be meant, and how to go on
 */
export function refuseCatalogued(
  { slug, source }: NewDataset,
  flags: Pick<CommonFlags, 'dataset' | 'new'>,
  isStored: boolean,
): void {
  if (flags.dataset === undefined || flags.new) return;
  const others = catalogDatasets.filter((one) => one.source !== source);
  const same = others.find((one) => one.slug === slug);
  if (same !== undefined) {
    throw new UsageError(
      `"${slug}" is the short name of the public dataset ${same.name}, whose page would show your images under its description. ` +
        `Choose another with --dataset. If the images are from ${same.name}, add --source ${same.source}; if you want the name all the same, add --new.`,
    );
  }
  if (isStored || source !== undefined) return;
  const near = similar(
    slug,
    others.map((one) => one.slug),
  );
  // Words such as "nuclei" come near to short names, and are no slip.
  if (near === undefined || distance(slug, near) > Math.max(1, Math.floor(slug.length / 4))) return;
  throw new UsageError(
    `"${slug}" is similar to "${near}", the short name of a public dataset. Did you mean ${near}? ` +
      `If the images are your own, add --new, or choose another name with --dataset.`,
  );
}
