import { NewDataset, type Slug } from '@cellboard/contract';
import { catalogDatasetFor, type CatalogDataset } from '@cellboard/datasets';
import { parseWords } from '../server/parse-words.ts';
import { UsageError } from '../usage-error.ts';
import { notStated, type CommonFlags } from './import-flags.ts';

/** What is taken of a layout. */
export interface Taken {
  readonly layout: string;
  readonly part?: string | undefined;
  /** What is outlined, if it is not what the layout takes without being asked. */
  readonly otherObject?: 'cell' | 'nucleus' | undefined;
}

/**
 * The dataset that the words describe. What they leave out comes from the catalogue's entry for the layout, if there
 * is one. Another object than the usual and a part are datasets of their own, named after the first; only the part
 * `test` goes by the dataset's own name, since it is what models are compared on. A slug of the curator's own stands in
 * brackets behind the name, so that two imports can be told apart.
 *
 * @throws UsageError if one of the words cannot be used, or nothing says what the dataset is called
 */
export function datasetOf(flags: CommonFlags, taken: Taken): NewDataset {
  const known = catalogDatasetFor(taken.layout);
  const more = moreWords(taken);
  const usual = known && slugOf([known.slug, ...more]);
  const slug = flags.dataset ?? usual;
  if (slug === undefined) {
    throw new UsageError(
      `Name the dataset with --dataset, such as --dataset my-images: the catalogue has no entry for ${taken.layout} that it could be taken from.`,
    );
  }
  const name = known ? [known.name, ...more, ...(slug === usual ? [] : [`(${slug})`])].join(' ') : slug;
  const words = { name, licence: notStated, ...(known && cataloguedWords(known, flags)), ...givenWords(flags), slug };
  return parseWords(NewDataset, words, {
    slug: '--dataset',
    name: '--name',
    licence: '--licence',
    description: '--description',
    sourceUrl: '--source-url',
    citation: '--citation',
  });
}

/** Who names another licence says anew whether the files may be handed on. */
function cataloguedWords(
  { description, licence, redistributable, sourceUrl, citation }: CatalogDataset,
  flags: CommonFlags,
): Partial<NewDataset> {
  return { description, licence, sourceUrl, citation, ...(flags.licence === undefined && { redistributable }) };
}

function givenWords({
  name,
  description,
  licence,
  redistributable,
  sourceUrl,
  citation,
}: CommonFlags): Partial<NewDataset> {
  const words = { name, description, licence, redistributable, sourceUrl, citation };
  return Object.fromEntries(Object.entries(words).filter(([, word]) => word !== undefined));
}

/** What stands behind the dataset's own name. */
function moreWords({ part, otherObject }: Taken): string[] {
  const object = otherObject === undefined ? [] : [otherObject === 'nucleus' ? 'nuclei' : 'cells'];
  return part === undefined || part === 'test' ? object : [...object, part];
}

/** Words as a short name for addresses. */
function slugOf(words: readonly string[]): Slug {
  return words
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replace(/^-|-$/g, '');
}
