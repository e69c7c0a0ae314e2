import { instMapLayout } from '../matlab/inst-map-layout.ts';

/** Images are called by what they were cut from, what it shows, and their number, as in AGC1_tumor_2. */
const cutFrom = /^(.+)_(?:tumor|normal)_\d+$/i;

/**
 * The layout of GLySAC (Doan et al., IEEE Journal of Biomedical and Health Informatics 2022):
 * `glysac_dataset/{Train,Test}/{Images/*.png,Labels/*.mat}`. Images whose names begin alike are grouped as one slide,
 * since both parts have images of some.
 */
export const glysacLayout = instMapLayout({
  name: 'GLySAC',
  description: 'Folders Train and Test, each with "Images" (PNG) and "Labels" (MATLAB).',
  folder: /^glysac(?:_dataset)?$/i,
  parts: { train: 'train', test: 'test' },
  stems: { pattern: cutFrom, example: 'AGC1_tumor_2.png' },
  tagsOf: (stem) => {
    const slide = cutFrom.exec(stem)?.[1];
    return { tissue: 'stomach', cluster: slide === undefined ? null : { kind: 'slide', key: slide } };
  },
});
