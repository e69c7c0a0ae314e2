import { pairNames, stemOf, type Pairing } from '@cellboard/formats';
import { DatasetError } from '../entries/dataset-error.ts';

export type { FilePair, Pairing } from '@cellboard/formats';

/**
 * Pairs the files of two folders by their stems, see {@link pairNames}.
 *
 * @param left file names, without their folder
 * @param right file names, without their folder
 * @param pattern of the right names, with `*` in place of the image's name; those that do not match are left out
 */
export function pairFiles(left: Iterable<string>, right: Iterable<string>, pattern?: string): Pairing {
  const named = pattern === undefined ? undefined : namesBy(pattern, right);
  if (named) return withFiles(pairNames(left, named.keys()), named);
  return pairNames(left, right);
}

/**
 * The files that match a pattern, by the names of their images.
 *
 * @throws DatasetError if the pattern has not one `*`
 */
function namesBy(pattern: string, files: Iterable<string>): Map<string, string> {
  const [before, after, more] = pattern.split('*');
  if (before === undefined || after === undefined || more !== undefined)
    throw new DatasetError(
      'PATTERN_INVALID',
      `The pattern "${pattern}" does not say where the image's name stands. Put one * in its place, such as *_mask.tif.`,
    );
  const names = new Map<string, string>();
  for (const file of files) {
    if (file.length <= before.length + after.length || !file.startsWith(before)) continue;
    const end = [file, stemOf(file)].find((name) => name.endsWith(after));
    if (end !== undefined) names.set(end.slice(before.length, end.length - after.length), file);
  }
  return names;
}

function withFiles({ pairs, rightOnly, ambiguous, ...rest }: Pairing, files: ReadonlyMap<string, string>): Pairing {
  const fileOf = (name: string) => files.get(name) ?? name;
  return {
    ...rest,
    pairs: pairs.map((pair) => ({ ...pair, right: fileOf(pair.right) })),
    rightOnly: rightOnly.map(({ name, file }) => ({ name, file: fileOf(file) })),
    ambiguous: ambiguous.map((group) => ({ ...group, right: group.right.map(fileOf) })),
  };
}
