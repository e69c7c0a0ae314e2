import { basename, isAbsolute, join, normalize } from 'node:path';
import type { ImageSize } from '@cellboard/formats';
import { DatasetError } from '../entries/dataset-error.ts';
import { defect, tagsFor, type LayoutEntry, type LayoutSource, type TruthFiles } from '../entries/layout-entry.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';
import { orWithoutTruth } from '../entries/without-truth.ts';
import { stemOf } from '../files/file-names.ts';
import { walkFolder } from '../files/walk-folder.ts';
import { readImage, truthFile } from '../images/read-image.ts';
import { readManifest, type Manifest } from '../manifest/manifest.ts';
import { readTags, type Statement, type TagSources } from '../manifest/tags.ts';

/** Columns that state tags, where the file has them. */
const tagColumns: Readonly<Record<Statement, string>> = {
  cellType: 'cell_type',
  modality: 'modality',
  stain: 'stain',
  tissue: 'tissue',
  pixelSizeUm: 'pixel_size_um',
  cluster: 'cluster',
  clusterKind: 'cluster_kind',
  split: 'split',
  planeZ: 'plane_z',
  planeT: 'plane_t',
};

/**
 * Reads images that a CSV file lists: the columns `image` and `label` name files from the CSV file's folder, tags
 * come from the columns `cell_type`, `modality`, `stain`, `tissue`, `pixel_size_um`, `cluster`, `cluster_kind`,
 * `split`, `plane_z` and `plane_t` where they are. The file is the only one in the folder, or the part that was chosen. An
 * image without a label image is a defect, unless images without truth are wanted.
 *
 * @throws DatasetError if there is no such file, it cannot be read, or it has no column that is needed
 */
async function* readCsv(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const manifest = await readManifest(join(source.root, await csvFile(source)), 'image');
  if (!source.withoutTruth) requireLabels(manifest);
  const tagsOf = readTags(tagSources(source, manifest), manifest);
  for (const { line, message } of manifest.faults)
    yield defect(`line ${line}`, `Line ${line} cannot be used. ${message}`);
  const seen = new Set<string>();
  for (const [key, { line, words }] of manifest.rows) {
    const name = stemOf(basename(words['image'] ?? ''));
    const tags = tagsOf(key);
    const fault = lineFault(words, source) ?? (seen.has(name) ? again : undefined);
    seen.add(name);
    const at = (column: string) => join(source.root, words[column] ?? '');
    // Of files of their own, users know what an id is; what looks odd is a doubt that they may settle.
    const read = async (size: ImageSize) => {
      const { fault: _, ...truth } = await truthFile(at('label'), { ...source.choice, size });
      return truth;
    };
    const truth = labelIn(words) === '' ? null : read;
    if (fault !== undefined) yield defect(name, `Line ${line}: ${fault}`);
    else if (typeof tags === 'string') yield defect(name, `Line ${line}: ${tags}`);
    else yield* readImage({ name, imagePath: at('image'), tags: tagsFor(tags, source), truth });
  }
}

/** @throws DatasetError COLUMN_NOT_FOUND */
function requireLabels({ file, columns }: Manifest): void {
  if (columns.includes('label')) return;
  throw new DatasetError(
    'COLUMN_NOT_FOUND',
    `${file} has no column "label". Its columns are ${columns.join(', ')}. ` +
      'Add the column, or use --without-truth to import images without truth: they are then shown and never scored.',
  );
}

function labelIn(words: Readonly<Record<string, string>>): string {
  return words['label'] ?? '';
}

/** The columns that the file has, and those that were named. */
function tagSources({ columns = {} }: LayoutSource, manifest: Manifest): TagSources {
  const named: TagSources = {
    ...(columns.cluster !== undefined && { cluster: { column: columns.cluster } }),
    ...(columns.clusterKind !== undefined && { clusterKind: { text: columns.clusterKind } }),
    ...(columns.planeZ !== undefined && { planeZ: { column: columns.planeZ } }),
    ...(columns.planeT !== undefined && { planeT: { column: columns.planeT } }),
  };
  const found = Object.entries(tagColumns).filter(([, column]) => manifest.columns.includes(column));
  return {
    cellType: { text: 'not stated' },
    modality: { text: 'not stated' },
    ...Object.fromEntries(found.map(([tag, column]) => [tag, { column }])),
    ...named,
  };
}

/** The CSV file and the label images it names that are there. */
async function csvTruth(source: LayoutSource): Promise<TruthFiles> {
  const file = await csvFile(source);
  const { rows } = await readManifest(join(source.root, file), 'image');
  const there = new Set(await walkFolder(source.root));
  const named = [...rows.values()].map(({ words }) => normalize(labelIn(words)));
  return { annotations: [file], labels: [...new Set(named)].filter((label) => there.has(label)) };
}

const again = 'An image of that name comes before it. Give each its own name.';

/** What is wrong with the paths of a line. */
function lineFault(words: Readonly<Record<string, string>>, { withoutTruth }: LayoutSource): string | undefined {
  const label = labelIn(words);
  if (label === '' && !withoutTruth)
    return `The column "label" is empty. Name the label image there, ${orWithoutTruth}`;
  const outside = [words['image'] ?? '', label].find((path) => isAbsolute(path) || path.split(/[/\\]/).includes('..'));
  return outside && `${outside} lies outside the folder. Put the file beside the CSV file, or under it.`;
}

async function csvFile({ root, part }: LayoutSource): Promise<string> {
  const files = (await walkFolder(root)).filter((file) => !file.includes('/') && file.toLowerCase().endsWith('.csv'));
  const chosen = files.filter((file) => part === undefined || basename(file, '.csv') === part);
  const [only] = chosen;
  if (only !== undefined && chosen.length === 1) return only;
  throw new DatasetError(
    'LAYOUT_NOT_FOUND',
    `${root} holds ${files.length === 0 ? 'no CSV file' : `the CSV files ${files.join(', ')}`}, but one was expected. Choose it as the part, without .csv.`,
  );
}

/** The layout of CSV files; see {@link readCsv}. */
export const csvLayout: PublishedLayout = {
  name: 'CSV',
  description: 'A CSV file with the columns "image" and "label", and the files it names.',
  outlines: ['cell', 'nucleus'],
  parts: 'a CSV file, by its name without .csv',
  listed: true,
  read: readCsv,
  truthFiles: csvTruth,
};
