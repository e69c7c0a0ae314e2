import { instMapLayout } from '../matlab/inst-map-layout.ts';

/**
 * The layout of CoNSeP (Graham et al., Medical Image Analysis 2019): `CoNSeP/{Train,Test}/{Images/train_1.png,
 * Labels/train_1.mat}`. Copies from before March 2020 have arrays (.npy) of ids and types instead. The names do not say
 * which of the 16 patients an image shows.
 */
export const consepLayout = instMapLayout({
  name: 'CoNSeP',
  description: 'Folders Train and Test, each with "Images" (PNG) and "Labels" (MATLAB, or the older NumPy arrays).',
  folder: /^consep$/i,
  parts: { train: 'train', test: 'test' },
  stems: { pattern: /^(?:train|test)_\d+$/i, example: 'train_1.png' },
  size: { width: 1000, height: 1000 },
  arrays: true,
  tagsOf: () => ({ tissue: 'colon' }),
});
