import { join } from 'node:path';
import { ImageTags, NewTask, type NewDataset } from '@cellboard/contract';
import type { DatasetTags, FolderSource, Outlined, TagSources } from '@cellboard/datasets';
import type { OverlapRule } from '@cellboard/formats';
import type { ServerFlags } from '../server/connect.ts';
import { parseWords } from '../server/parse-words.ts';
import { UsageError } from '../usage-error.ts';

/** Stands where the words say nothing: visible on the page, so that it is mended, and no obstacle for a first try. */
export const notStated = 'not stated';

/** The words that every import takes, as commander reads them. */
export interface CommonFlags extends ServerFlags {
  readonly dataset?: string;
  readonly name?: string;
  readonly licence?: string;
  readonly description?: string;
  readonly sourceUrl?: string;
  readonly citation?: string;
  readonly redistributable?: boolean;
  readonly cellType?: string;
  readonly modality?: string;
  readonly stain?: string;
  readonly tissue?: string;
  readonly pixelSize?: string;
  readonly skipDefects?: true;
  readonly publish: boolean;
  readonly task?: string;
  readonly taskName?: string;
  readonly primaryMetric?: string;
  readonly report?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** The words for a published layout. */
export interface LayoutFlags extends CommonFlags {
  readonly part?: string;
  readonly object?: Outlined;
  readonly overlap?: OverlapRule;
}

/** The words for folders of any origin. */
export interface ImportFlags extends CommonFlags {
  readonly images?: string;
  readonly labels?: string;
  readonly manifest?: string;
  readonly idColumn: string;
  readonly cellTypeColumn?: string;
  readonly modalityColumn?: string;
  readonly stainColumn?: string;
  readonly tissueColumn?: string;
  readonly pixelSizeColumn?: string;
  readonly object: Outlined;
}

/**
 * The task that the words describe, if they name one.
 *
 * @throws UsageError if one of them cannot be used
 */
export function taskOf(
  { task, taskName, primaryMetric, publish }: CommonFlags,
  dataset: NewDataset,
  object: Outlined,
): NewTask | undefined {
  if (task === undefined) return undefined;
  if (!publish) throw new UsageError('A task needs a published dataset. Leave out --no-publish or --task.');
  const words = { slug: task, name: taskName ?? dataset.name, object, dataset: dataset.slug, primaryMetric };
  return parseWords(NewTask, words, { slug: '--task', name: '--task-name', primaryMetric: '--primary-metric' });
}

/**
 * The folders and the manifest that the words name.
 *
 * @throws UsageError if a column is named but no manifest
 */
export function sourceOf(folder: string, flags: ImportFlags): FolderSource {
  if (flags.manifest === undefined) refuseColumns(flags);
  return {
    images: flags.images ?? join(folder, 'images'),
    labels: flags.labels ?? join(folder, 'labels'),
    ...(flags.manifest !== undefined && { manifest: { file: flags.manifest, idColumn: flags.idColumn } }),
    tags: tagSources(flags),
  };
}

/**
 * The tags that the words give to all images of a published layout.
 *
 * @throws UsageError if one of them cannot be used
 */
export function tagsOf({ cellType, modality, stain, tissue, pixelSize }: CommonFlags): Partial<DatasetTags> {
  const words = {
    cellType,
    modality,
    stain,
    tissue,
    pixelSizeUm: pixelSize === undefined ? undefined : Number(pixelSize),
  };
  const given = Object.fromEntries(Object.entries(words).filter(([, word]) => word !== undefined));
  parseWords(
    ImageTags,
    { cellType: notStated, modality: notStated, ...given },
    {
      cellType: '--cell-type',
      modality: '--modality',
      stain: '--stain',
      tissue: '--tissue',
      pixelSizeUm: '--pixel-size',
    },
  );
  return given;
}

function tagSources(flags: ImportFlags): TagSources {
  const source = (text: string | undefined, column: string | undefined) => ({
    ...(text !== undefined && { text }),
    ...(column !== undefined && { column }),
  });
  return {
    cellType: source(flags.cellType ?? unless(flags.cellTypeColumn), flags.cellTypeColumn),
    modality: source(flags.modality ?? unless(flags.modalityColumn), flags.modalityColumn),
    stain: source(flags.stain, flags.stainColumn),
    tissue: source(flags.tissue, flags.tissueColumn),
    pixelSizeUm: source(flags.pixelSize, flags.pixelSizeColumn),
  };
}

function unless(column: string | undefined): string | undefined {
  return column === undefined ? notStated : undefined;
}

function refuseColumns(flags: ImportFlags): void {
  const columns = [
    flags.cellTypeColumn,
    flags.modalityColumn,
    flags.stainColumn,
    flags.tissueColumn,
    flags.pixelSizeColumn,
  ];
  const column = columns.find((name) => name !== undefined);
  if (column !== undefined)
    throw new UsageError(`The column "${column}" needs a manifest to be in. Name its file with --manifest.`);
}
