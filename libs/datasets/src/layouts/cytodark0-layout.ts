import { csvRows } from '../pairs/csv-rows.ts';
import { pairedLayout } from '../pairs/paired-layout.ts';

/** What the numbers in folds.csv stand for. */
const folds: Readonly<Record<string, string>> = { '0': 'train', '1': 'validation', '2': 'test' };

/**
 * The layout of cytoDArk0: for each of two magnifications `image`, `label` and a table of folds. Both show the same
 * places, so they are parts of which one is read.
 */
export const cytoDark0Layout = pairedLayout({
  name: 'cytoDArk0',
  description: '20x/1024x1024 and 40x/2048x2048, each with image/*.png, label/*.tiff and folds.csv.',
  outlines: ['cell'],
  image: /(?:^|\/)(?<scale>20|40)x\/[^/]+\/image\/(?<stem>[^/]+)\.png$/i,
  truth: /(?:^|\/)(?<scale>20|40)x\/[^/]+\/label\/(?<stem>[^/]+)\.tiff?$/i,
  expected: '20x/1024x1024/image/*.png and 20x/1024x1024/label/*.tiff',
  parts: { about: '20x (taken if left out) or 40x', of: ({ scale = '' }) => `${scale}x`, usual: '20x' },
  table: {
    file: /(?:^|\/)(?<scale>20|40)x\/[^/]+\/folds\.csv$/i,
    rowsIn: csvRows('img_id'),
    states: 'the folds of its images',
  },
  tagsOf: (_, row) => ({
    modality: 'brightfield',
    stain: 'Nissl',
    tissue: 'brain',
    split: folds[row?.['fold'] ?? ''] ?? null,
  }),
});
