import { join } from 'node:path';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import {
  defect,
  note,
  tagsFor,
  type LayoutEntry,
  type LayoutSource,
  type TruthFiles,
} from '../entries/layout-entry.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';
import { readImage, truthFile } from '../images/read-image.ts';
import type { PairRow, PairRules, PlacedFile } from './pair-rules.ts';
import { readStackPair } from './stack-pair.ts';
import { partIn, placeFiles, type PlacedFiles } from './place-files.ts';

/**
 * The layout of a dataset of image files with a label file each, joined by their names, wherever an archive puts them.
 * Images without a label file, label files without an image and files that may belong to the same image are defects.
 */
export function pairedLayout(rules: PairRules): PublishedLayout {
  const { name, description, outlines, parts, overlap } = rules;
  return {
    name,
    description,
    outlines,
    parts: parts?.about ?? null,
    ...(overlap && { overlap }),
    read: (source) => readPairs(rules, source),
    truthFiles: (source) => truthFilesOf(rules, source),
  };
}

async function* readPairs(rules: PairRules, source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const files = await placeFiles(rules, source);
  const images = [...files.images.values()].flatMap(([first]) => (first ? [first] : []));
  for (const message of rules.notes?.(images) ?? []) yield note(rules.name, message);
  const rows = yield* rowsOf(rules, source, files);
  yield* strays(rules, files);
  const seen = new Set<string>();
  let unlabelled = 0;
  for (const [place, same] of files.images) {
    const found = pairOf(rules, { images: same, truths: files.truths.get(place) ?? [] });
    const again = seen.has(found.name);
    seen.add(found.name);
    if (found.unlabelled) unlabelled++;
    else if (again) yield defect(found.name, 'There is another image of that name. Keep one.');
    else if (!found.pair) yield defect(found.name, found.fault);
    else yield* readPair(rules, source, { ...found.pair, row: rows(found.pair.image) });
  }
  const left = unlabelled === 1 ? '1 image without a truth is' : `${unlabelled} images without a truth are`;
  if (unlabelled > 0) yield note(rules.name, `${left} left out. ${rules.unlabelled ?? ''}`);
}

interface Pair {
  readonly image: PlacedFile;
  readonly truth: PlacedFile;
  readonly row: PairRow | undefined;
}

function readPair(rules: PairRules, source: LayoutSource, { image, truth, row }: Pair): AsyncGenerator<LayoutEntry> {
  const { choice, truthOf, imageOf, stacks, parts, outlines } = rules;
  const path = join(source.root, truth.path);
  const known: Partial<DatasetTags> = {
    split: parts?.splitOf?.(image.part) ?? null,
    ...rules.tagsOf(image, row, source.outlined ?? outlines[0]),
  };
  const files = { name: nameOf(rules, image), imagePath: join(source.root, image.path), tags: tagsFor(known, source) };
  if (stacks) return readStackPair({ ...files, truthPath: path });
  return readImage({
    ...files,
    image: imageOf && (() => imageOf(image, source.root)),
    truth: (size) =>
      truthOf?.(path, { size, overlap: source.overlap ?? rules.overlap, source }) ??
      truthFile(path, { ...choice, size }),
  });
}

interface Candidates {
  readonly images: readonly PlacedFile[];
  readonly truths: readonly PlacedFile[];
}

/** An image with its truth, or why it has none. */
interface FoundPair {
  readonly name: string;
  readonly pair?: Pick<Pair, 'image' | 'truth'>;
  /** Empty where there is a pair. */
  readonly fault: string;
  readonly unlabelled?: true;
}

function pairOf(rules: PairRules, { images, truths }: Candidates): FoundPair {
  const [image, truth] = [images[0], truths[0]];
  const name = image ? nameOf(rules, image) : '';
  if (images.length > 1 || truths.length > 1) {
    const paths = [...images, ...truths].map(({ path }) => path);
    return { name, fault: `Several files may belong together: ${paths.join(', ')}. Keep one pair.` };
  }
  if (image && truth) return { name, pair: { image, truth }, fault: '' };
  const fault = `${image?.path ?? ''} has no label image. Add it, or remove the image.`;
  return { name, fault, ...(rules.unlabelled !== undefined && { unlabelled: true as const }) };
}

/** Label files without an image. */
function* strays(rules: PairRules, { images, truths }: PlacedFiles): Generator<LayoutEntry> {
  for (const [place, [truth]] of truths)
    if (truth && !images.has(place))
      yield defect(nameOf(rules, truth), `${truth.path} has no image. Add it, or remove the label image.`);
}

function nameOf({ namedByPart }: PairRules, { part, key }: PlacedFile): string {
  return namedByPart ? `${part}_${key}` : key;
}

/** Looks up the line of an image in the tables that are there. */
async function* rowsOf(
  { name, table }: PairRules,
  { root }: LayoutSource,
  { tables }: PlacedFiles,
): AsyncGenerator<LayoutEntry, (image: PlacedFile) => PairRow | undefined> {
  if (!table) return () => undefined;
  if (tables.length === 0) yield note(name, `Its table is missing, so ${table.states} are not stated.`);
  const all = new Map<string, PairRow>();
  for (const { path, part, groups } of tables) {
    const { rows, notes } = await table.rowsIn(join(root, path), groups);
    for (const [id, row] of rows) all.set(`${part}/${id}`, row);
    for (const message of notes) yield note(path, message);
  }
  return ({ part, groups }) => {
    const id = groups['stem'] ?? '';
    return all.get(`${part}/${id}`) ?? all.get(`/${id}`);
  };
}

async function truthFilesOf(rules: PairRules, source: LayoutSource): Promise<TruthFiles> {
  const { images, truths, tables } = await placeFiles(rules, source);
  const part = partIn(rules, source);
  const used = [...truths].flatMap(([place, files]) => (images.has(place) ? files : []));
  const asked = tables.filter((table) => part === undefined || table.part === '' || table.part === part);
  return {
    annotations: asked.map(({ path }) => path),
    labels: used.map(({ path }) => path),
    ...(part !== undefined && { part }),
  };
}
