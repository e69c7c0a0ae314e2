import { pairedLayout } from '../pairs/paired-layout.ts';

/** The part of the folder that an archive makes. */
const parts: Readonly<Record<string, string>> = { train: 'train', test: 'test', train_cyto2: 'cyto2' };

/** The innermost folder of the name of an archive says the part. */
const file = (kind: string) =>
  new RegExp(
    String.raw`(?:^|\/)(?<set>train|test|train_cyto2)\/(?:(?!(?:train|test|train_cyto2)\/)[^/]+\/)?(?<stem>[^/]+)_${kind}\.png$`,
    'i',
  );

/**
 * The layout of the Cellpose dataset (Stringer et al., Nature Methods 2021): an image and its label image side by side,
 * for each archive in a folder of its name. The cytoplasm is green, the nucleus red. Numbers begin anew in each, so names
 * begin with the part.
 */
export const cellposeLayout = pairedLayout({
  name: 'Cellpose',
  description: 'train, test and train_cyto2, each with NNN_img.png and NNN_masks.png.',
  outlines: ['cell'],
  image: file('img'),
  truth: file('masks'),
  expected: 'test/000_img.png and test/000_masks.png',
  parts: {
    about: 'train, test or cyto2',
    of: ({ set = '' }) => parts[set.toLowerCase()] ?? '',
    splitOf: (part) => (part === 'test' ? 'test' : 'train'),
  },
  namedByPart: true,
  tagsOf: () => ({}),
});
