import { pairedLayout } from '../pairs/paired-layout.ts';

/**
 * The layout of DeepBacs (Spahn et al., Communications Biology 2022): for each split `source` and `target`, or in the set
 * of stationary cells `brightfield` and `masks`. Its mixed set holds copies of images of the others.
 */
export const deepBacsLayout = pairedLayout({
  name: 'DeepBacs',
  description: '{training,test}/{source,target}/*.tif, or {train,test}/{brightfield,masks}/*.tif.',
  outlines: ['cell'],
  image: /(?:^|\/)(?<set>train(?:ing)?|test)\/(?:source|(?<brightfield>brightfield))\/(?<stem>[^/]+)\.tiff?$/i,
  truth: /(?:^|\/)(?<set>train(?:ing)?|test)\/(?:target|masks)\/(?<stem>[^/]+)\.tiff?$/i,
  expected: 'training/source/*.tif and training/target/*.tif',
  parts: {
    about: 'train or test',
    of: ({ set = '' }) => set.toLowerCase().replace('training', 'train'),
    splitOf: (part) => part,
  },
  namedByPart: true,
  tagsOf: ({ groups }) => ({
    // JE2 is a strain of it; other names of the mixed set say no species for sure.
    cellType: groups['stem']?.startsWith('JE2') ? 'Staphylococcus aureus' : 'not stated',
    modality: groups['brightfield'] ? 'brightfield' : 'not stated',
  }),
  notes: () => [
    'The mixed set of DeepBacs holds copies of images of the other sets. Import either the mixed set or the others.',
  ],
});
