import { pairedLayout } from '../pairs/paired-layout.ts';

/**
 * The layout of the labelled images of Vicar et al. (Biomedical Optics Express 2021): a folder for each cell line, with a
 * quantitative phase image and its mask side by side.
 */
export const vicarLayout = pairedLayout({
  name: 'Vicar QPI',
  description: '{A2058,G361,HOB,PC3,PNT1A}, each with NAME_img.tif and NAME_mask.png.',
  outlines: ['cell'],
  image: /(?:^|\/)(?<line>A2058|G361|HOB|PC3|PNT1A)\/(?<stem>[^/]+)_img\.tiff?$/i,
  truth: /(?:^|\/)(?<line>A2058|G361|HOB|PC3|PNT1A)\/(?<stem>[^/]+)_mask\.png$/i,
  expected: 'PC3/NAME_img.tif and PC3/NAME_mask.png',
  parts: { about: 'A2058, G361, HOB, PC3 or PNT1A', of: ({ line = '' }) => line.toUpperCase() },
  namedByPart: true,
  tagsOf: ({ part }) => ({ cellType: part, modality: 'quantitative phase' }),
});
