import { npy, table } from '../npz/npz.fixture.ts';

/** Two images of 2 × 3 pixels with nuclei in the first channel and membranes in the second. */
export const X = npy('<f4', [2, 2, 3, 2], Float32Array.from([
  1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60,
  7, 70, 8, 80, 9, 90, 10, 100, 11, 110, 12, 120,
])); // prettier-ignore
/** Their cells in the first channel and nuclei in the second. */
export const y = npy('<i4', [2, 2, 3, 2], Int32Array.from([
  5, 0, 5, 9, 0, 0, 5, 0, 7, 0, 7, 8,
  1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
])); // prettier-ignore
/** Columns of the table `meta`. */
export const head = ['filename', 'experiment', 'pixel_size', 'screening_passed', 'time_step', 'specimen'];
/** The table `meta` of {@link X}, whose header stands there twice. */
export const meta = table([
  head,
  head,
  ['a.npz', 'e1', 0.5, 'TRUE', null, 'Lymph Node'],
  ['b.npz', 'e1', 0, 'TRUE', null, 'Colon'],
]);
