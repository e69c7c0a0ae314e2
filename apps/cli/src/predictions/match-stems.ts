import { pairFiles, type Pairing } from '@cellboard/datasets';

/** Endings of label images that are no pictures. They only choose which files to look at: a file's format is told by its content. */
const endings = ['.npy', '.npz', '.mat', '.json', '.geojson', '.zip', '.h5', '.hdf5'];

/**
 * Pairs images with label images in other formats than those of pictures, as {@link pairFiles} pairs pictures:
 * `a_seg.npy` and `a.mat` may both belong to `a`.
 *
 * @param files file names of any kind; those of other endings are passed over
 */
export function matchStems(images: readonly string[], files: readonly string[]): Pairing {
  const stems = new Map<string, string[]>();
  for (const file of files) {
    const ending = endings.find((one) => file.toLowerCase().endsWith(one) && one.length < file.length);
    if (ending === undefined) continue;
    const stem = file.slice(0, -ending.length).normalize('NFC');
    stems.set(stem, [...(stems.get(stem) ?? []), file]);
  }
  const named = (stem: string): readonly string[] => stems.get(stem) ?? [stem];
  const { pairs, leftOnly, rightOnly, ambiguous } = pairFiles(images, stems.keys());
  const one = pairs.filter(({ right }) => named(right).length === 1);
  const several = pairs.filter(({ right }) => named(right).length > 1);
  return {
    pairs: one.map((pair) => ({ ...pair, right: named(pair.right)[0] ?? pair.right })),
    leftOnly,
    rightOnly,
    ambiguous: [
      ...ambiguous
        .filter(({ left }) => left.length > 0)
        .map((found) => ({ ...found, right: found.right.flatMap(named) })),
      ...several.map(({ name, left, right }) => ({ name, left: [left], right: named(right) })),
    ],
  };
}
