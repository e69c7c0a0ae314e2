import * as z from 'zod';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import { columnAt, rowOf, type Manifest } from './manifest.ts';
import { modalityOf } from './modality.ts';

/** Where the words of a tag come from: the same for all images, a column of the manifest, or both. */
export interface TagSource {
  readonly text?: string;
  /** With `text` beside it, the column's word comes after it in brackets, as in "nucleus (fluorescence-small)". */
  readonly column?: string;
}

/** Where the tags of the images come from; the words of `modality` are brought to ours. */
export type TagSources = Readonly<Partial<Record<keyof DatasetTags, TagSource>>>;

const Word = z.string().min(1).max(80);
const Tags = z.object({
  cellType: Word,
  modality: Word,
  stain: Word.nullable(),
  tissue: Word.nullable(),
  pixelSizeUm: z.number().positive().max(1000).nullable(),
});

const titles: Readonly<Record<keyof DatasetTags, string>> = {
  cellType: 'cell type',
  modality: 'modality',
  stain: 'stain',
  tissue: 'tissue',
  pixelSizeUm: 'pixel size',
};

/**
 * Prepares the reading of tags.
 *
 * @returns for an image's name its tags, or in words why it has none
 * @throws DatasetError if a column is not in the manifest
 */
export function readTags(sources: TagSources, manifest: Manifest | undefined): (name: string) => DatasetTags | string {
  if (manifest) for (const { column } of Object.values(sources)) if (column !== undefined) columnAt(manifest, column);
  const rowNamed = manifest && rowOf(manifest);
  return (name) => {
    const row = rowNamed?.(name);
    if (manifest && !row) return `There is no line for it in ${manifest.file}. Add one, or remove the image.`;
    const word = (tag: keyof DatasetTags) => wordOf(sources[tag], row?.words);
    const pixelSize = word('pixelSizeUm');
    const modality = word('modality');
    const found = Tags.safeParse({
      cellType: word('cellType'),
      modality: modality === null ? null : modalityOf(modality),
      stain: word('stain'),
      tissue: word('tissue'),
      pixelSizeUm: pixelSize === null ? null : Number(pixelSize),
    });
    return found.success ? found.data : tagFault(found.error, row?.line);
  };
}

function wordOf(source: TagSource | undefined, words: Readonly<Record<string, string>> | undefined): string | null {
  const text = source?.text?.trim() ?? '';
  const value = source?.column === undefined ? '' : (words?.[source.column] ?? '');
  if (text !== '' && value !== '') return `${text} (${value})`;
  return text || value || null;
}

function tagFault(error: z.ZodError, line: number | undefined): string {
  const tag = String(error.issues[0]?.path[0]) as keyof DatasetTags;
  const where = line === undefined ? '' : ` (line ${line} of the manifest)`;
  const expected =
    tag === 'pixelSizeUm' ? 'a number of micrometres above 0 and up to 1000' : 'a word of at most 80 letters';
  return `Its ${titles[tag]} is missing or cannot be used${where}. Expected ${expected}.`;
}
