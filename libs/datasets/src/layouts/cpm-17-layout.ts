import { instMapLayout } from '../matlab/inst-map-layout.ts';

/**
 * The layout of the challenge Computational Precision Medicine of 2017 (Vu et al., Frontiers in Bioengineering and
 * Biotechnology 2019) as the authors of HoVer-Net hand it out: `cpm17/{train,test}/{Images/*.png,Labels/*.mat}`. Which
 * images were taken at 20× and which at 40× is not stated there.
 */
export const cpm17Layout = instMapLayout({
  name: 'CPM-17',
  description: 'Folders train and test, each with "Images" (PNG) and "Labels" (MATLAB).',
  folder: /^cpm[-_ ]?17$/i,
  parts: { train: 'train', test: 'test' },
  stems: { pattern: /^image_?\d+$/i, example: 'image_00.png' },
  tagsOf: () => ({}),
});
