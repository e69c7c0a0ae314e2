import { downloadsOf } from '@cellboard/catalog';
import {
  bibTexOf,
  datasetFiles,
  readCitation,
  type Dataset,
  type DatasetDetails,
  type ProviderFile,
  type Slug,
} from '@cellboard/contract';
import { IMAGE_COLUMNS } from './image-list.ts';

/** The files that the provider of a catalogued dataset lets everybody download. */
export function providerFiles(dataset: Slug): ProviderFile[] {
  return downloadsOf(dataset).map(({ file, url, bytes, sha256 }) => ({ name: file, url, bytes, sha256 }));
}

/** Whether a dataset can be described: it has files, and a year in which it was published. */
export function hasCroissant({ slug, version, facts }: Pick<Dataset, 'slug' | 'version' | 'facts'>): boolean {
  return version !== null || (facts?.year != null && downloadsOf(slug).length > 0);
}

/** The list of a dataset's images as a file. */
export interface ListFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** The terms of Croissant 1.1, as appendix 1 of its specification maps them (docs.mlcommons.org/croissant). */
const CONTEXT = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  sc: 'https://schema.org/',
  cr: 'http://mlcommons.org/croissant/',
  dct: 'http://purl.org/dc/terms/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileObject: 'cr:fileObject',
  isLiveDataset: 'cr:isLiveDataset',
  key: 'cr:key',
  recordSet: 'cr:recordSet',
  source: 'cr:source',
} as const;

/** The version of Croissant that descriptions follow. */
export const CROISSANT = 'http://mlcommons.org/croissant/1.1';

/**
 * Describes a dataset for machines, as Croissant JSON-LD: what it is, the files of its provider, and the list of its
 * images on this site.
 *
 * @param origin where this site is reached, such as `https://cellboard.example`
 * @param list null where it was not imported
 */
export function croissantOf(dataset: DatasetDetails, origin: string, list: ListFile | null): Record<string, unknown> {
  const { slug, name, description, version } = dataset;
  return {
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    conformsTo: CROISSANT,
    name,
    description: description === '' ? `${name}, images in which cells are outlined.` : description,
    license: licenceOf(dataset),
    url: `${origin}/datasets/${slug}`,
    ...originOf(dataset),
    ...(version !== null && { version: `${String(version)}.0.0` }),
    keywords: keywordsOf(dataset),
    isLiveDataset: false,
    distribution: [...(list ? [listObject(slug, origin, list)] : []), ...dataset.downloads.map(fileObject)],
    ...(list && { recordSet: [imageRecords()] }),
  };
}

/** Where it is from: its provider, its authors, and when they published it. */
function originOf(dataset: DatasetDetails) {
  const { sourceUrl, citation, facts } = dataset;
  const cited = { ...dataset, paperUrl: facts?.paperUrl ?? null, year: facts?.year ?? null };
  return {
    ...(sourceUrl !== null && { sameAs: sourceUrl }),
    creator: creatorsOf(dataset),
    datePublished: datePublished(dataset),
    ...(citation !== null && { citeAs: bibTexOf(cited) }),
  };
}

function keywordsOf({ facts }: DatasetDetails): string[] {
  const about = facts ? [facts.objects, facts.modalities, facts.stains, facts.tissues].flat() : [];
  return [...new Set(['cell segmentation', 'microscopy', ...about])];
}

function datePublished({ facts, publishedAt }: DatasetDetails): string {
  if (facts?.year != null) return String(facts.year);
  if (publishedAt === null) throw new Error('A dataset without a date has no description.');
  return publishedAt.slice(0, 10);
}

/** The page of a known licence; the words of the provider for any other. */
function licenceOf({ licence }: DatasetDetails): unknown {
  const creative = /^CC-(BY(?:-NC)?(?:-ND|-SA)?)-(\d\.\d)$/.exec(licence);
  if (creative)
    return `https://creativecommons.org/licenses/${(creative[1] ?? '').toLowerCase()}/${creative[2] ?? ''}/`;
  if (licence === 'CC0-1.0') return 'https://creativecommons.org/publicdomain/zero/1.0/';
  if (/^(?:MIT|Apache-2\.0|BSD-[23]-Clause|[AL]?GPL-[23]\.\d(?:-only|-or-later)?|ODbL-1\.0|PDDL-1\.0)$/.test(licence))
    return `https://spdx.org/licenses/${licence}.html`;
  return { '@type': 'sc:CreativeWork', name: licence };
}

function creatorsOf({ citation, name }: DatasetDetails): unknown[] {
  const { authors, more } = readCitation(citation ?? '');
  const people = authors.map((author) => ({ '@type': 'sc:Person', name: author }));
  const others = { '@type': 'sc:Organization', name: `The ${people.length > 0 ? 'other ' : ''}authors of ${name}` };
  return more || people.length === 0 ? [...people, others] : people;
}

const LIST = 'images.csv';

function listObject(slug: Slug, origin: string, { bytes, sha256 }: ListFile) {
  return {
    '@type': 'cr:FileObject',
    '@id': LIST,
    name: LIST,
    description: 'The images with their tags, and the lengths and hashes of their files.',
    contentUrl: `${origin}${datasetFiles.images(slug)}`,
    contentSize: `${String(bytes)} B`,
    encodingFormat: 'text/csv',
    sha256,
  };
}

/** Formats of the files that providers offer, by how their names end. */
const formats: readonly (readonly [RegExp, string])[] = [
  [/\.zip$/i, 'application/zip'],
  [/\.(?:tar\.gz|tgz)$/i, 'application/gzip'],
  [/\.tar$/i, 'application/x-tar'],
  [/\.7z$/i, 'application/x-7z-compressed'],
  [/\.rar$/i, 'application/vnd.rar'],
  [/\.json$/i, 'application/json'],
  [/\.csv$/i, 'text/csv'],
  [/\.txt$/i, 'text/plain'],
];

function fileObject({ name, url, bytes, sha256 }: ProviderFile) {
  return {
    '@type': 'cr:FileObject',
    '@id': `provider/${name}`,
    name,
    contentUrl: url,
    ...(bytes !== null && { contentSize: `${String(bytes)} B` }),
    encodingFormat: formats.find(([ending]) => ending.test(name))?.[1] ?? 'application/octet-stream',
    ...(sha256 !== null && { sha256 }),
  };
}

function imageRecords() {
  const field = ({ name, type, about }: (typeof IMAGE_COLUMNS)[number]) => ({
    '@type': 'cr:Field',
    '@id': `images/${name}`,
    name: `images/${name}`,
    description: about,
    dataType: `sc:${type}`,
    source: { fileObject: { '@id': LIST }, extract: { column: name } },
  });
  return {
    '@type': 'cr:RecordSet',
    '@id': 'images',
    name: 'images',
    description: 'A record for each image.',
    key: { '@id': 'images/name' },
    field: IMAGE_COLUMNS.map(field),
  };
}
