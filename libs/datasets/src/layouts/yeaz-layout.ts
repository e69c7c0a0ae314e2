import { pairedLayout } from '../pairs/paired-layout.ts';

const parts: Readonly<Record<string, string>> = { 'gold-standard-phc': 'phase', 'gold-standard-bf': 'brightfield' };

const modalities: Readonly<Record<string, string>> = { phase: 'phase contrast', brightfield: 'brightfield' };

/**
 * The layout of YeaZ (Dietler et al., Nature Communications 2020): for each of two archives an image and its label image side
 * by side. Those of phase contrast may be movies, of which each frame is an image.
 */
export const yeaZLayout = pairedLayout({
  name: 'YeaZ',
  description: 'gold-standard-PhC-plus-2 and gold-standard-BF-V-1, each with NAME_im.tif and NAME_mask.tif.',
  outlines: ['cell'],
  image: /(?:^|\/)(?<set>gold-standard-(?:PhC|BF))[^/]*\/(?:[^/]+\/)*(?<stem>[^/]+)_im\.tiff?$/i,
  truth: /(?:^|\/)(?<set>gold-standard-(?:PhC|BF))[^/]*\/(?:[^/]+\/)*(?<stem>[^/]+)_mask\.tiff?$/i,
  expected: 'gold-standard-BF-V-1/NAME_im.tif and gold-standard-BF-V-1/NAME_mask.tif',
  parts: { about: 'phase or brightfield', of: ({ set = '' }) => parts[set.toLowerCase()] ?? '' },
  namedByPart: true,
  stacks: true,
  tagsOf: ({ part }) => ({ cellType: 'yeast', modality: modalities[part] ?? 'not stated' }),
});
