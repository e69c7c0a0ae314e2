import { ndArray } from '@cellboard/labels';

import { drawn } from '../cells/drawn.fixture.ts';
import type { Layout } from './compose.ts';
import { ViewerModel } from './model.ts';
import type { ViewerData } from './viewer-data.ts';

// Cell 1 is found, 2 and 3 are taken for one, 4 is missed, 5 is cut in two; the second prediction finds all but 1.
export const TRUTH = drawn('11..22', '11..33', '......', '4..555', '4..555');
export const MERGING = drawn('11..77', '11..77', '......', '...889', '...889');
export const FINDING = drawn('....22', '....33', '......', '4..555', '4..555');

/** A small image with a truth and two predictions. */
export const DATA: ViewerData = {
  image: ndArray(
    Uint8Array.from({ length: 30 }, (_, i) => i * 8),
    [5, 6, 1],
  ),
  pixelSize: { x: 0.5, y: 0.5 },
  truth: { name: 'Ground truth', labels: TRUTH },
  predictions: [
    { name: 'Merger', labels: MERGING },
    { name: 'Finder', labels: FINDING },
  ],
};

export const model = (data: ViewerData = DATA): ViewerModel => new ViewerModel(data);

/** Three panels of 60×50 CSS pixels side by side. */
export const LAYOUT: Layout = {
  width: 188,
  height: 50,
  rects: [0, 64, 128].map((x) => ({ x, y: 0, width: 60, height: 50 })),
  ratio: 1,
};
