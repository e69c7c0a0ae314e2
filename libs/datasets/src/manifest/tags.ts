import { ClusterKind, EditableTags } from '@cellboard/contract';
import type * as z from 'zod';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import { DatasetError } from '../entries/dataset-error.ts';
import { columnAt, rowOf, type Manifest } from './manifest.ts';

/** Where a tag comes from: the same for all images, a column of the manifest, or both. */
export interface TagSource {
  readonly text?: string;
  /** With `text` beside it, the column's text follows in brackets, as in "nucleus (fluorescence-small)". */
  readonly column?: string;
}

/** What a manifest may state about an image; a group is two statements, its name and its kind. */
export type Statement = keyof DatasetTags | 'clusterKind';

/** Where the tags of the images come from. */
export type TagSources = Readonly<Partial<Record<Statement, TagSource>>>;

/** Kinds of groups, as in "movie, slide or well". */
const kinds = ClusterKind.options.join(', ').replace(/, (?=[^,]*$)/, ' or ');

const word = 'a text of at most 80 characters';

/** What a statement is called, and what was expected where it cannot be used. */
const statements: Readonly<Record<string, readonly [title: string, expected: string]>> = {
  cellType: ['cell type', word],
  modality: ['modality', word],
  stain: ['stain', word],
  tissue: ['tissue', word],
  pixelSizeUm: ['pixel size', 'a number of micrometres above 0 and up to 1000'],
  'cluster.key': ['cluster', 'a name of at most 200 characters'],
  'cluster.kind': ['kind of cluster', kinds],
  split: ['split', word],
  planeZ: ['plane in z', 'a whole number from 0'],
  planeT: ['plane in time', 'a whole number from 0'],
};

/**
 * Prepares the reading of tags.
 *
 * @returns for an image's name its tags, or a sentence that says why it has none
 * @throws DatasetError if a column is not in the manifest, or groups have no kind
 */
export function readTags(sources: TagSources, manifest: Manifest | undefined): (name: string) => DatasetTags | string {
  if (manifest) for (const { column } of Object.values(sources)) if (column !== undefined) columnAt(manifest, column);
  checkKind(sources, manifest);
  const rowNamed = manifest && rowOf(manifest);
  return (name) => {
    const row = rowNamed?.(name);
    if (manifest && !row) return `There is no line for it in ${manifest.file}. Add one, or remove the image.`;
    const found = EditableTags.safeParse(stated((tag) => textOf(sources[tag], row?.words)));
    return found.success ? found.data : tagFault(found.error, row?.line);
  };
}

function checkKind({ cluster, clusterKind }: TagSources, manifest: Manifest | undefined): void {
  if ((cluster === undefined) === (clusterKind === undefined)) return;
  const file = manifest?.file ?? 'The manifest';
  if (cluster === undefined)
    throw new DatasetError(
      'COLUMN_NOT_FOUND',
      `${file} has no column "cluster" that names the group of each image, so it cannot have a kind.`,
    );
  throw new DatasetError(
    'COLUMN_NOT_FOUND',
    `${file} names groups of images in the column "${cluster.column ?? ''}", but nothing says what they are. ` +
      `Add a column "cluster_kind", or choose one kind for all images: ${kinds}.`,
  );
}

/** The tags as they are stated, to be checked. */
function stated(textOf: (tag: Statement) => string | null): Record<keyof DatasetTags, unknown> {
  const number = (text: string | null) => (text === null ? null : Number(text));
  const key = textOf('cluster');
  return {
    cellType: textOf('cellType'),
    modality: textOf('modality'),
    stain: textOf('stain'),
    tissue: textOf('tissue'),
    pixelSizeUm: number(textOf('pixelSizeUm')),
    cluster: key === null ? null : { kind: textOf('clusterKind'), key },
    split: textOf('split'),
    planeZ: number(textOf('planeZ')),
    planeT: number(textOf('planeT')),
  };
}

function textOf(source: TagSource | undefined, words: Readonly<Record<string, string>> | undefined): string | null {
  const text = source?.text?.trim() ?? '';
  const value = source?.column === undefined ? '' : (words?.[source.column] ?? '');
  if (text !== '' && value !== '') return `${text} (${value})`;
  return text || value || null;
}

function tagFault(error: z.ZodError, line: number | undefined): string {
  const path = error.issues[0]?.path.map(String).join('.') ?? '';
  const [title, expected] = statements[path] ?? [path, word];
  const where = line === undefined ? '' : ` (line ${line} of the manifest)`;
  return `Its ${title} is missing or cannot be used${where}. Expected ${expected}.`;
}
