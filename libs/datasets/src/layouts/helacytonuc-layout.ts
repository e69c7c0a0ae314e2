import { pairedLayout } from '../pairs/paired-layout.ts';

/** The archives hold no folder of their own, so that the split is the folder into which one was unpacked. */
const split = String.raw`(?:(?:^|\/)(?:HeLaCytoNuc_)?(?<set>train|validation|val|test)\/|^)(?:[^/]+\/)?`;

const file = (folder: string) => new RegExp(String.raw`${split}${folder}\/(?<stem>[^/]+)\.tiff?$`, 'i');

/**
 * The layout of HeLaCytoNuc: for each split `images`, `nuclei_masks` and `cytoplasm_masks`. Red
 * is the cytoplasm, blue the nuclei.
 */
export const heLaCytoNucLayout = pairedLayout({
  name: 'HeLaCytoNuc',
  description: '{train,validation,test}, each with images/*.tif, nuclei_masks/*.tif and cytoplasm_masks/*.tif.',
  outlines: ['nucleus', 'cell'],
  image: file('images'),
  truth: { nucleus: file('nuclei_masks'), cell: file('cytoplasm_masks') },
  expected: 'train/images/*.tif with train/nuclei_masks/*.tif and train/cytoplasm_masks/*.tif',
  parts: {
    about: 'train, validation or test, the folder into which an archive was unpacked',
    of: ({ set = 'all' }) => (set.toLowerCase() === 'val' ? 'validation' : set.toLowerCase()),
    splitOf: (part) => (part === 'all' ? null : part),
  },
  namedByPart: true,
  tagsOf: () => ({ cellType: 'HeLa', modality: 'fluorescence' }),
});
