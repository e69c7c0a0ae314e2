import { pairedLayout } from '../pairs/paired-layout.ts';

const sets: Readonly<Record<string, string>> = {
  'training-labeled': 'train',
  tuning: 'tuning',
  'testing/public': 'test',
};

const splits: Readonly<Record<string, string>> = { train: 'train', tuning: 'validation', test: 'test' };

const set = String.raw`(?:^|\/)(?<set>Training-labeled|Tuning|Testing\/Public)\/(?:[^/]+\/)?`;

/**
 * The layout of the NeurIPS 2022 challenge (Ma et al., Nature Methods 2024): for each part `images` of several formats
 * and `labels`. Parts have images of the same name, so names begin with the part. Whole slides are not read.
 */
export const neurIpsLayout = pairedLayout({
  name: 'NeurIPS 2022',
  description: 'Training-labeled, Tuning and Testing/Public, each with images and labels/*_label.tiff.',
  outlines: ['cell'],
  image: new RegExp(String.raw`${set}images\/(?<stem>[^/]+)\.(?:png|bmp|jpe?g|tiff?)$`, 'i'),
  truth: new RegExp(String.raw`${set}labels\/(?<stem>[^/]+)_label\.(?:png|tiff?)$`, 'i'),
  expected: 'Training-labeled/images/cell_00001.bmp and Training-labeled/labels/cell_00001_label.tiff',
  parts: {
    about: 'train, tuning or test',
    of: ({ set: folder = '' }) => sets[folder.toLowerCase()] ?? '',
    splitOf: (part) => splits[part] ?? null,
  },
  namedByPart: true,
  tagsOf: () => ({}),
});
