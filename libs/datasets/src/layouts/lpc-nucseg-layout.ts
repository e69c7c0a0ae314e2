import { pairedLayout } from '../pairs/paired-layout.ts';

/** Cell lines by the names of their collections. */
const lines: Readonly<Record<string, string>> = { gnf: 'U2OS', ic100: 'NIH3T3' };

/**
 * The layout of LPC NucSeg (Coelho et al., ISBI 2009): for each of two collections images of DNA and label images of the
 * same name.
 */
export const lpcNucSegLayout = pairedLayout({
  name: 'LPC NucSeg',
  description: 'data/images/dna-images/{gnf,ic100}/*.png and data/preprocessed-data/{gnf,ic100}/*.png.',
  outlines: ['nucleus'],
  image: /(?:^|\/)dna-images\/(?<set>gnf|ic100)\/(?<stem>[^/]+)\.png$/i,
  truth: /(?:^|\/)preprocessed-data\/(?<set>gnf|ic100)\/(?<stem>[^/]+)\.png$/i,
  expected: 'data/images/dna-images/gnf/*.png and data/preprocessed-data/gnf/*.png',
  parts: { about: 'gnf or ic100', of: ({ set = '' }) => set.toLowerCase() },
  namedByPart: true,
  unlabelled: 'Only some of the images were outlined by hand.',
  tagsOf: ({ part }) => ({ cellType: lines[part] ?? 'not stated', modality: 'fluorescence' }),
});
