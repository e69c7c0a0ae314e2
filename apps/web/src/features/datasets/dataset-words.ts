import {
  handingOn,
  isLicenceUnverified,
  sizeClassOf,
  type Dataset,
  type DatasetAccess,
  type HandingOn,
  type OverlapRule,
  type TaskObject,
} from '@cellboard/contract';
import { counted } from '../../ui/counted.ts';
import { reportedLicence } from '../../ui/licence.ts';

/** What is outlined, in the plural. */
export const objectWords: Readonly<Record<TaskObject, string>> = { cell: 'cells', nucleus: 'nuclei' };

/** Who can get the files. */
export const accessWords: Readonly<Record<DatasetAccess, string>> = {
  open: 'open to everyone',
  account: 'after signing in at the provider',
  request: 'on request at the provider',
};

/** Which cell keeps a pixel that several claim. */
export const overlapWords: Readonly<Record<OverlapRule, string>> = {
  smaller: 'the smaller cell keeps the pixels',
  larger: 'the larger cell keeps the pixels',
  later: 'the cell that comes later keeps the pixels',
  refuse: 'an image with overlapping cells is refused',
};

/** Everything that the truths of a dataset outline: what its authors outlined, and what was imported of it. */
export function outlinedIn({ object, facts }: Pick<Dataset, 'object' | 'facts'>): TaskObject[] {
  return [...new Set([...(facts?.objects ?? []), ...(object === null ? [] : [object])])];
}

/** What is outlined, in words; null where nothing is known to be. */
export function objectsLine(objects: readonly TaskObject[]): string | null {
  return objects.length === 0 ? null : objects.map((object) => objectWords[object]).join(' and ');
}

/** How much there is: of what is here, or else as the authors count it; null if unknown. */
export function sizeLine({ version, imageCount, cellCount, object, facts }: Dataset): string | null {
  const [images, cells] = version === null ? [facts?.images, facts?.cells] : [imageCount, cellCount];
  const nuclei = object === 'nucleus' || (facts?.objects.length === 1 && facts.objects[0] === 'nucleus');
  const parts = [
    images != null && counted(images, 'image', 'images'),
    cells != null && (nuclei ? counted(cells, 'nucleus', 'nuclei') : counted(cells, 'cell', 'cells')),
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(' · ') : null;
}

/** How many images a dataset has, here or as its authors count; undefined if unknown. */
export function sizeClass({ version, imageCount, facts }: Dataset): ReturnType<typeof sizeClassOf> {
  return sizeClassOf(version === null ? facts?.images : imageCount);
}

type Counted = Pick<Dataset, 'facts' | 'version' | 'published' | 'imageCount' | 'cellCount'>;

/** Whether the files can be imported and nobody has compared these facts with them yet. */
export const isUnchecked = (dataset: Counted): boolean =>
  dataset.facts !== null && dataset.facts.ineligible === null && !dataset.facts.checked && !isConfirmed(dataset);

/**
 * Whether the import on this site has exactly as many images and cells as the authors count. Where they do not count
 * both, an import confirms nothing.
 */
export const isConfirmed = ({ facts, version, published, imageCount, cellCount }: Counted): boolean =>
  version !== null && published && facts?.images === imageCount && facts.cells === cellCount;

/** Said of facts that nobody has compared with the files yet. */
export const uncheckedWords = 'Not yet checked against the real archive';

/** Said of facts that an import on this site agrees with. */
export const confirmedWords =
  'Checked by the import on this site: it has exactly as many images and cells as the authors count.';

/** What that means for those who want the files. */
export const handingOnWords: Readonly<Record<HandingOn, { readonly short: string; readonly long: string }>> = {
  free: { short: 'redistributable', long: 'Redistributable: the licence lets this site give its files to others.' },
  linked: {
    short: 'download from provider',
    long: 'Download from provider: the licence does not let this site give the files to others.',
  },
  unknown: {
    short: 'do not redistribute',
    long: 'No licence is stated, so nothing says that you may use these files or give them to others. Do not redistribute them; ask the authors.',
  },
  unverified: {
    short: 'licence not verified',
    long: 'Nobody has verified its licence, so this site does not share the files.',
  },
};

/** Whether this site shares the files, and why not, in a sentence. */
export function sharingLine(dataset: Pick<Dataset, 'licence' | 'redistributable'>): string {
  const way = handingOn(dataset);
  const reported = way === 'unverified' ? reportedLicence(dataset.licence) : null;
  if (reported === null) return handingOnWords[way].long;
  return `It is said to be ${reported}; nobody has verified it, so this site does not share the files.`;
}

const conditions: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^CC0\b/, 'Public domain: any use, without conditions.'],
  [/^CC-BY-NC-ND\b/, 'Use with credit to the authors, not commercial, and not changed.'],
  [/^CC-BY-NC-SA\b/, 'Use with credit to the authors, not commercial; what is made of it carries the same licence.'],
  [/^CC-BY-NC\b/, 'Use with credit to the authors, not commercial.'],
  [/^CC-BY-SA\b/, 'Any use with credit to the authors; what is made of it carries the same licence.'],
  [/^CC-BY-ND\b/, 'Use with credit to the authors, not changed.'],
  [/^CC-BY\b/, 'Any use with credit to the authors.'],
];

/** What a Creative Commons licence asks for, in a sentence; null for other licences, and for one that nobody verified. */
export function licenceConditions(licence: string): string | null {
  if (isLicenceUnverified(licence)) return null;
  const id = licence.trim().toUpperCase().replaceAll(/\s+/g, '-');
  return conditions.find(([pattern]) => pattern.test(id))?.[1] ?? null;
}

/** The first few words of a list, and how many more there are. */
export function firstWords(words: readonly string[], most: number): string | null {
  if (words.length === 0) return null;
  const rest = words.length - most;
  return rest > 1 ? `${words.slice(0, most).join(', ')} and ${String(rest)} more` : words.join(', ');
}
