import { basename, isAbsolute, join, normalize } from 'node:path';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import { DatasetError } from '../entries/dataset-error.ts';
import { stemOf } from '../files/file-names.ts';
import { defect, tagsFor, type LayoutEntry, type LayoutSource, type TruthFiles } from '../entries/layout-entry.ts';
import { columnAt, readManifest } from '../manifest/manifest.ts';
import { readImage, truthFile } from '../images/read-image.ts';
import { readTags, type TagSources } from '../manifest/tags.ts';
import { walkFolder } from '../files/walk-folder.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';

/** Columns that give tags, where the file has them. */
const tagColumns: Readonly<Record<keyof DatasetTags, string>> = {
  cellType: 'cell_type',
  modality: 'modality',
  stain: 'stain',
  tissue: 'tissue',
  pixelSizeUm: 'pixel_size_um',
};

/**
 * Reads images that a CSV file lists: the columns `image` and `label` name files from the CSV file's folder, tags
 * come from the columns `cell_type`, `modality`, `stain`, `tissue` and `pixel_size_um` where they are. The file is
 * the only one in the folder, or the part that is asked for.
 *
 * @throws DatasetError if there is no such file, or it cannot be read
 */
async function* readCsv(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const manifest = await readManifest(join(source.root, await csvFile(source)), 'image');
  columnAt(manifest, 'label');
  const words = (tag: keyof DatasetTags) => (manifest.columns.includes(tagColumns[tag]) ? tagColumns[tag] : undefined);
  const sources: TagSources = Object.fromEntries(
    (Object.keys(tagColumns) as (keyof DatasetTags)[]).map((tag) => {
      const column = words(tag);
      const text = tag === 'cellType' || tag === 'modality' ? 'not stated' : '';
      return [tag, column === undefined ? { text } : { column }];
    }),
  );
  const tagsOf = readTags(sources, manifest);
  for (const { line, message } of manifest.faults)
    yield defect(`line ${line}`, `Line ${line} cannot be used. ${message}`);
  const seen = new Set<string>();
  for (const [key, row] of manifest.rows) {
    const name = stemOf(basename(row.words['image'] ?? ''));
    const tags = tagsOf(key);
    const fault = lineFault(row.words, seen.has(name), tags);
    seen.add(name);
    if (fault !== undefined || typeof tags === 'string') {
      yield defect(name, `Line ${row.line}: ${fault ?? 'its tags cannot be used.'}`);
      continue;
    }
    const at = (column: string) => join(source.root, row.words[column] ?? '');
    yield* readImage({
      name,
      imagePath: at('image'),
      tags: tagsFor(tags, source),
      truth: () => truthFile(at('label')),
    });
  }
}

/** The CSV file and the label images it names that are there. */
async function csvTruth(source: LayoutSource): Promise<TruthFiles> {
  const file = await csvFile(source);
  const { rows } = await readManifest(join(source.root, file), 'image');
  const there = new Set(await walkFolder(source.root));
  const named = [...rows.values()].map(({ words }) => normalize(words['label'] ?? ''));
  return { annotations: [file], labels: [...new Set(named)].filter((label) => there.has(label)) };
}

function lineFault(
  words: Readonly<Record<string, string>>,
  again: boolean,
  tags: DatasetTags | string,
): string | undefined {
  const paths = [words['image'] ?? '', words['label'] ?? ''];
  if (paths.includes('')) return 'The column "label" is empty. Name the label image there.';
  const outside = paths.find((path) => isAbsolute(path) || path.split(/[/\\]/).includes('..'));
  if (outside !== undefined)
    return `${outside} lies outside the folder. Put the file beside the CSV file, or under it.`;
  if (again) return 'An image of that name comes before it. Give each its own name.';
  return typeof tags === 'string' ? tags : undefined;
}

async function csvFile({ root, part }: LayoutSource): Promise<string> {
  const files = (await walkFolder(root)).filter((file) => !file.includes('/') && file.toLowerCase().endsWith('.csv'));
  const chosen = files.filter((file) => part === undefined || basename(file, '.csv') === part);
  const [only] = chosen;
  if (only !== undefined && chosen.length === 1) return only;
  throw new DatasetError(
    'LAYOUT_NOT_FOUND',
    `${root} holds ${files.length === 0 ? 'no CSV file' : `the CSV files ${files.join(', ')}`}, but one was expected. Name it as the part, without .csv.`,
  );
}

/** The layout of CSV files; see {@link readCsv}. */
export const csvLayout: PublishedLayout = {
  name: 'CSV',
  description: 'A CSV file with the columns "image" and "label", and the files it names.',
  outlines: ['cell', 'nucleus'],
  parts: 'a CSV file, by its name without .csv',
  read: readCsv,
  truthFiles: csvTruth,
};
