import { saysMasks, stemOf, stripSuffixes } from './file-names.ts';

/** Two files of the same image. */
export interface FilePair {
  /** Name of the image. */
  readonly name: string;
  readonly left: string;
  readonly right: string;
}

/** Which files of two folders belong together, and what does not fit. Every list is in the order of names. */
export interface Pairing {
  readonly pairs: readonly FilePair[];
  /** Files of the left folder without a partner. */
  readonly leftOnly: readonly { readonly name: string; readonly file: string }[];
  /** Files of the right folder without a partner. */
  readonly rightOnly: readonly { readonly name: string; readonly file: string }[];
  /** Files that could belong to the same image, so that none of them is taken. */
  readonly ambiguous: readonly {
    readonly name: string;
    readonly left: readonly string[];
    readonly right: readonly string[];
  }[];
  /** Files that lie beside the masks of a tool under the name of the image, so that they are taken for the image. */
  readonly beside: readonly string[];
}

interface Group {
  readonly left: string[];
  readonly right: string[];
}

/**
 * Pairs the files of two sides by their stems.
 *
 * Equal stems belong together. Where they differ, the known suffixes are stripped (`cell_label` and
 * `cell_cp_masks` are both `cell`). Several files that strip to one name are paired only if both sides hold the
 * same stems; otherwise they are ambiguous, and nothing is guessed.
 *
 * Of several files of one name, those that say that they hold masks count, as those of Cellpose beside the images.
 *
 * @param left file names, without their folder
 * @param right file names, without their folder
 */
export function pairNames(left: Iterable<string>, right: Iterable<string>): Pairing {
  const pairs: FilePair[] = [];
  const single: { left: string[]; right: string[] } = { left: [], right: [] };
  const ambiguous: { name: string; left: string[]; right: string[] }[] = [];
  const beside: string[] = [];
  for (const [name, found] of groupByName(left, right)) {
    const group = sameStems(found) ? found : { left: masksAmong(found.left), right: masksAmong(found.right) };
    for (const side of ['left', 'right'] as const)
      beside.push(...found[side].filter((file) => !group[side].includes(file)));
    if (sameStems(group)) pairs.push(...exactPairs(group));
    else if (isOne(group.left) && isOne(group.right)) pairs.push({ name, left: group.left[0], right: group.right[0] });
    else if (isOne(group.left) && group.right.length === 0) single.left.push(group.left[0]);
    else if (isOne(group.right) && group.left.length === 0) single.right.push(group.right[0]);
    else ambiguous.push({ name, ...group });
  }
  // Where no pair needed stripping, the stems are the names; a file without a partner is then named in the same way.
  const allExact = pairs.length > 0 && pairs.every(({ name, left: file }) => name === stemOf(file));
  const named = (file: string) => ({ name: allExact ? stemOf(file) : stripSuffixes(stemOf(file)), file });
  return {
    pairs: pairs.sort(byName),
    leftOnly: single.left.map(named).sort(byName),
    rightOnly: single.right.map(named).sort(byName),
    ambiguous: ambiguous.sort(byName),
    beside: beside.sort(),
  };
}

/** Of several files, the ones that say that they hold masks, if the others have the bare name of the image. */
function masksAmong(files: string[]): string[] {
  const masks = files.filter((file) => saysMasks(stemOf(file)));
  const others = files.filter((file) => !masks.includes(file)).map(stemOf);
  return masks.length > 0 && others.every((stem) => stem === stripSuffixes(stem)) ? masks : files;
}

function groupByName(left: Iterable<string>, right: Iterable<string>): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const [side, files] of [
    ['left', left],
    ['right', right],
  ] as const) {
    for (const file of files) {
      const name = stripSuffixes(stemOf(file));
      const group = groups.get(name) ?? { left: [], right: [] };
      group[side].push(file);
      groups.set(name, group);
    }
  }
  return groups;
}

/** Whether both sides hold the same stems, each once. */
function sameStems({ left, right }: Group): boolean {
  const stems = new Set(left.map(stemOf));
  const others = new Set(right.map(stemOf));
  return (
    stems.size === left.length &&
    others.size === right.length &&
    stems.size === others.size &&
    [...stems].every((stem) => others.has(stem))
  );
}

function exactPairs({ left, right }: Group): FilePair[] {
  const partner = new Map(right.map((file) => [stemOf(file), file]));
  return left.flatMap((file) => {
    const name = stemOf(file);
    const match = partner.get(name);
    return match === undefined ? [] : [{ name, left: file, right: match }];
  });
}

function isOne<T>(list: readonly T[]): list is readonly [T] {
  return list.length === 1;
}

/** By code units, so that every machine lists the same order. */
function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}
