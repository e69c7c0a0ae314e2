import { catalogDatasetFor, kebabCase, type CatalogDataset } from '@cellboard/catalog';
import { NewDataset, type Slug, type TaskObject } from '@cellboard/contract';
import { knownSource } from '../known-source.ts';
import { parseWords } from '../server/parse-words.ts';
import { UsageError } from '../usage-error.ts';
import { notStated, type CommonFlags } from './import-flags.ts';

/** What is taken from a layout. */
export interface Taken {
  readonly layout: string;
  readonly part?: string | undefined;
  /** What is outlined. */
  readonly object: TaskObject;
  /** What the layout takes where nothing is chosen. */
  readonly usual: TaskObject;
}

/**
 * The dataset that the options describe. What they leave out comes from the catalogue's entry for the layout, if there
 * is one. Another object than the usual and a part are datasets of their own, named after the first; only the part
 * `test` has the dataset's own name, since models are compared on it. A slug of the curator's own stands in brackets
 * after the name, so that two imports can be distinguished.
 *
 * @throws UsageError if an option cannot be used, or nothing says what the dataset is called
 */
export function datasetOf(flags: CommonFlags, taken: Taken): NewDataset {
  const known = catalogDatasetFor(taken.layout);
  const more = nameParts(taken);
  const usual = known && slugOf([known.slug, ...more]);
  const slug = flags.dataset ?? usual;
  if (slug === undefined) {
    throw new UsageError(
      `Name the dataset with --dataset, such as --dataset my-images: the catalogue has no entry for ${taken.layout} to take a name from.`,
    );
  }
  const name = known ? [known.name, ...more, ...(slug === usual ? [] : [`(${slug})`])].join(' ') : slug;
  const fallback = { name, licence: notStated, ...(known && catalogued(known, flags)) };
  const dataset = { ...fallback, ...given(flags), slug, object: taken.object, ...sourceOf(flags, known) };
  return parseWords(NewDataset, dataset, {
    slug: '--dataset',
    name: '--name',
    licence: '--licence',
    description: '--description',
    sourceUrl: '--source-url',
    citation: '--citation',
  });
}

/** Of the catalogue. With another licence, the options have to say again whether the files may be shared. */
function catalogued(
  { description, licence, redistributable, sourceUrl, citation }: CatalogDataset,
  flags: CommonFlags,
): Partial<NewDataset> {
  return { description, licence, sourceUrl, citation, ...(flags.licence === undefined && { redistributable }) };
}

function given({ name, description, licence, redistributable, sourceUrl, citation }: CommonFlags): Partial<NewDataset> {
  const options = { name, description, licence, redistributable, sourceUrl, citation };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/**
 * The source of the images in the vocabulary; none for images of the curator's own.
 *
 * @throws UsageError for a source that is not in it
 */
function sourceOf({ source }: CommonFlags, known: CatalogDataset | undefined): Pick<NewDataset, 'source'> {
  if (source !== undefined) return { source: knownSource('--source', source, 'Leave it out for images of your own.') };
  return known ? { source: known.source } : {};
}

/** What follows the dataset's own name. */
function nameParts({ part, object, usual }: Taken): string[] {
  const objects = object === usual ? [] : [object === 'nucleus' ? 'nuclei' : 'cells'];
  return part === undefined || part === 'test' ? objects : [...objects, part];
}

/** Some parts of a name as a short name for addresses. */
function slugOf(parts: readonly string[]): Slug {
  return kebabCase(kebabCase(parts.join('-')).slice(0, 64));
}
