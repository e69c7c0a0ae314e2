import { pairedLayout } from '../pairs/paired-layout.ts';

const folder = String.raw`(?:^|\/)bact_(?<kind>phase|fluor)\/(?<set>train|test)_sorted\/(?<strain>[^/]+)\/`;

/**
 * The layout of the bacteria of Omnipose (Cutler et al., Nature Methods 2022): for each way of imaging and each split a
 * folder for each strain, with an image and its label image side by side. Files of flows are not read, and neither are
 * worms, which are no cells.
 */
export const omniposeLayout = pairedLayout({
  name: 'Omnipose',
  description: 'bact_{phase,fluor}/{train,test}_sorted/STRAIN, each with NAME.tif and NAME_masks.tif.',
  outlines: ['cell'],
  image: new RegExp(String.raw`${folder}(?<stem>[^/]+)(?<!_masks|_flows)\.tiff?$`, 'i'),
  truth: new RegExp(String.raw`${folder}(?<stem>[^/]+)_masks\.tiff?$`, 'i'),
  expected: 'bact_phase/test_sorted/STRAIN/NAME.tif and NAME_masks.tif beside it',
  parts: {
    about: 'phase-train, phase-test, fluor-train or fluor-test',
    of: ({ kind = '', set = '' }) => `${kind}-${set}`.toLowerCase(),
    splitOf: (part) => part.split('-')[1] ?? null,
  },
  keyOf: ({ strain = '', stem = '' }) => `${strain}_${stem}`,
  namedByPart: true,
  tagsOf: ({ part, groups }) => ({
    modality: part.startsWith('phase') ? 'phase contrast' : 'fluorescence',
    // Images of a strain depend on each other; which of them show one field is not said.
    cluster: { kind: 'field', key: `strain ${groups['strain'] ?? ''}`.slice(0, 200) },
  }),
});
