import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ClusterKind, ImageTags, NewTask, type NewDataset } from '@cellboard/contract';
import type { DatasetTags, FolderSource, GroupColumns, Outlined, TagSources } from '@cellboard/datasets';
import type { OverlapRule } from '@cellboard/formats';
import { isMetricId } from '@cellboard/metrics';
import { noMetric } from '../evaluate/metric-choice.ts';
import type { ServerFlags } from '../server/connect.ts';
import { choiceOf, type ChoiceFlags } from '../label-choice.ts';
import { parseWords } from '../server/parse-words.ts';
import { UsageError } from '../usage-error.ts';
import type { IdRule } from './survey.ts';

/** Stands where nothing is stated: visible on the page, so that somebody completes it, and no obstacle for a first try. */
export const notStated = 'not stated';

/** The options of every import, as commander reads them. */
export interface CommonFlags extends ServerFlags, ChoiceFlags {
  readonly dataset?: string;
  readonly new?: true;
  readonly name?: string;
  readonly source?: string;
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
  readonly dropTags?: true;
  readonly publish: boolean;
  readonly task?: string;
  readonly taskName?: string;
  readonly primaryMetric?: string;
  readonly report?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** The options of a list of images: columns that state groups, and images without truth. */
export interface ListFlags {
  readonly clusterColumn?: string;
  readonly clusterKind?: ClusterKind;
  readonly planeZColumn?: string;
  readonly planeTColumn?: string;
  readonly withoutTruth?: true;
  readonly imagePlane?: number;
}

/** The options of a published layout. */
export interface LayoutFlags extends CommonFlags, ListFlags {
  readonly part?: string;
  readonly object?: Outlined;
  readonly overlap?: OverlapRule;
}

/** The options of folders of any origin. */
export interface ImportFlags extends CommonFlags, ListFlags {
  readonly images?: string;
  readonly labels?: string;
  readonly manifest?: string;
  readonly idColumn: string;
  readonly cellTypeColumn?: string;
  readonly modalityColumn?: string;
  readonly stainColumn?: string;
  readonly tissueColumn?: string;
  readonly pixelSizeColumn?: string;
  readonly splitColumn?: string;
  readonly object: Outlined;
  readonly pair?: string;
  readonly inOrder?: true;
}

/**
 * The task of the operator's own that the options describe, if they name one.
 *
 * @throws UsageError if one of them cannot be used
 */
export function taskOf(
  { task, taskName, primaryMetric, publish }: CommonFlags,
  dataset: NewDataset,
): NewTask | undefined {
  if (task === undefined) {
    const extra = [taskName !== undefined && '--task-name', primaryMetric !== undefined && '--primary-metric'];
    const [option] = extra.filter((name) => name !== false);
    if (option !== undefined) throw new UsageError(`${option} describes a task of your own. Name it with --task.`);
    return undefined;
  }
  if (primaryMetric !== undefined && !isMetricId(primaryMetric))
    throw new UsageError(`--primary-metric: ${noMetric(primaryMetric)} "cellboard evaluate --help" lists all ids.`);
  if (!publish) throw new UsageError('A task needs a published dataset. Leave out --no-publish or --task.');
  const { object, slug } = dataset;
  const words = { slug: task, name: taskName ?? dataset.name, object, datasets: [slug], primaryMetric };
  return parseWords(NewTask, words, { slug: '--task', name: '--task-name', primaryMetric: '--primary-metric' });
}

/**
 * The folders and the manifest that the options name. Where images without truth are wanted and no folder of label
 * images is named, there need not be one.
 *
 * @throws UsageError if a column is named but no manifest, groups without their kind, or there is no folder of label images
 */
export function sourceOf(folder: string, flags: ImportFlags): FolderSource {
  if (flags.manifest === undefined) refuseColumns(flags);
  const labels = flags.labels ?? join(folder, 'labels');
  const { withoutTruth = false } = flags;
  const images = flags.images ?? join(folder, 'images');
  const isMissing = flags.labels === undefined && existsSync(images) && !existsSync(labels);
  if (isMissing && !withoutTruth)
    throw new UsageError(
      `There is no folder ${labels}. Name the folder of the label images with --labels, or use --without-truth to import ` +
        'images without truth: they are then shown and never scored.',
    );
  return {
    images,
    labels: isMissing ? null : labels,
    ...(flags.manifest !== undefined && { manifest: { file: flags.manifest, idColumn: flags.idColumn } }),
    tags: { ...tagSources(flags), ...groupSources(flags) },
    withoutTruth,
    choice: choiceOf(flags),
    pairing: { pattern: flags.pair, inOrder: flags.inOrder },
  };
}

/** What is done with truths that look like binary masks, by what the user says and the layout is. */
export function idRuleOf(
  { components }: ChoiceFlags,
  { isPublished, hasChoice }: { readonly isPublished: boolean; readonly hasChoice: boolean },
): IdRule {
  if (components === false) return 'trust';
  if (isPublished) return 'published';
  return hasChoice ? 'choose' : 'refuse';
}

/** The columns of a layout's own list of images. */
export function columnsOf({ clusterColumn, clusterKind, planeZColumn, planeTColumn }: ListFlags): GroupColumns {
  return { cluster: clusterColumn, clusterKind, planeZ: planeZColumn, planeT: planeTColumn };
}

/**
 * The tags that the options state for all images of a published layout.
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
    split: source(undefined, flags.splitColumn),
  };
}

function groupSources({ clusterColumn, clusterKind, planeZColumn, planeTColumn }: ListFlags): TagSources {
  if (clusterColumn !== undefined && clusterKind === undefined)
    throw new UsageError(
      `--cluster-column needs --cluster-kind, which says what the groups are: ${ClusterKind.options.join(', ')}.`,
    );
  if (clusterColumn === undefined && clusterKind !== undefined)
    throw new UsageError('--cluster-kind needs --cluster-column, the column that names the group of each image.');
  return {
    ...(clusterColumn !== undefined && { cluster: { column: clusterColumn } }),
    ...(clusterKind !== undefined && { clusterKind: { text: clusterKind } }),
    ...(planeZColumn !== undefined && { planeZ: { column: planeZColumn } }),
    ...(planeTColumn !== undefined && { planeT: { column: planeTColumn } }),
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
    flags.splitColumn,
    flags.clusterColumn,
    flags.planeZColumn,
    flags.planeTColumn,
  ];
  const column = columns.find((name) => name !== undefined);
  if (column !== undefined)
    throw new UsageError(`The column "${column}" has to be in a manifest. Name its file with --manifest.`);
}
