import { DatasetError } from './dataset-error.ts';
import { groupBy } from '../group-by.ts';
import { defect, note, type LayoutEntry, type LayoutImage, type LayoutSource } from './layout-entry.ts';

/** The files of which each is a part of a dataset, or several of the same part. */
export interface PartFiles {
  /** Paths from the root. */
  readonly files: readonly string[];
  readonly partOf: (file: string) => string;
  /** What to say where there is none. */
  readonly missing: string;
}

/**
 * The files of the part that was asked for, or all.
 *
 * @throws DatasetError LAYOUT_NOT_FOUND if there is none
 */
export function partsOf({ part }: LayoutSource, { files, partOf, missing }: PartFiles): readonly string[] {
  const chosen = files.filter((file) => part === undefined || partOf(file) === part);
  if (chosen.length > 0) return chosen;
  throw new DatasetError(
    'LAYOUT_NOT_FOUND',
    files.length === 0
      ? missing
      : `There is no part "${part ?? ''}". The parts are ${[...new Set(files.map(partOf))].join(', ')}.`,
  );
}

/**
 * Makes sure that no part has two files.
 *
 * @throws DatasetError LAYOUT_NOT_FOUND
 */
export function onePerPart(files: readonly string[], partOf: (file: string) => string): readonly string[] {
  for (const [part, same] of groupBy(files, partOf)) {
    if (same.length > 1)
      throw new DatasetError(
        'LAYOUT_NOT_FOUND',
        `There are several files of the part ${part}: ${same.join(', ')}. Keep one.`,
      );
  }
  return files;
}

/** An image belongs to the first part that holds it; in any other it is a defect. */
export async function* onceEach(parts: readonly AsyncIterable<LayoutEntry>[]): AsyncGenerator<LayoutEntry> {
  const seen = new Set<string>();
  for (const part of parts) {
    const before = new Set(seen);
    for await (const entry of part) {
      if (entry.kind === 'image' && before.has(entry.name))
        yield defect(entry.name, 'Another part holds an image of that name too. It is taken from the first only.');
      else yield entry;
      if (entry.kind === 'image') seen.add(entry.name);
    }
  }
}

/** Adds a note for every image that is the same as an earlier one. */
export async function* tellDuplicates(entries: AsyncIterable<LayoutEntry>): AsyncGenerator<LayoutEntry> {
  const earlier = newDuplicates();
  for await (const entry of entries) {
    if (entry.kind === 'image') {
      const same = await earlier(entry);
      if (same !== undefined) yield note(entry.name, `The same image as ${same}, byte for byte, under another name.`);
    }
    yield entry;
  }
}

/** Names of the first images of a length, by their hashes; without one as long as there is one only. */
interface SameLength {
  readonly names: Map<string, string>;
  alone: Pick<LayoutImage, 'name' | 'content'> | undefined;
}

/** Gives the name of the first image that is the same, as images come one after the other. */
function newDuplicates(): (image: LayoutImage) => Promise<string | undefined> {
  const lengths = new Map<number, SameLength>();
  return async ({ name, content }) => {
    const found = lengths.get(content.bytes);
    if (!found) {
      lengths.set(content.bytes, { names: new Map(), alone: { name, content } });
      return undefined;
    }
    const { names, alone } = found;
    if (alone) names.set(await alone.content.sha256(), alone.name);
    found.alone = undefined;
    const sha256 = await content.sha256();
    const same = names.get(sha256);
    if (same === undefined) names.set(sha256, name);
    return same;
  };
}
