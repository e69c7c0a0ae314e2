import { pairedLayout } from '../pairs/paired-layout.ts';

const splits: Readonly<Record<string, string>> = { training: 'train', development: 'validation', test: 'test' };

/**
 * The layout of Aitslab-bioimaging1 (Arvidsson et al., Data in Brief 2022): for each split `images` and `annotations`.
 * A connected part of one colour that is not black is a nucleus, a micronucleus or a fragment.
 */
export const arvidssonLayout = pairedLayout({
  name: 'Aitslab-bioimaging1',
  description: '{training,development,test}_nuclei, each with images/*.png and annotations/*.png.',
  outlines: ['nucleus'],
  image: /(?:^|\/)(?<set>training|development|test)_nuclei\/(?:[^/]+\/)?images\/(?<stem>[^/]+)\.png$/i,
  truth: /(?:^|\/)(?<set>training|development|test)_nuclei\/(?:[^/]+\/)?annotations\/(?<stem>[^/]+)\.png$/i,
  expected: 'training_nuclei/images/*.png and training_nuclei/annotations/*.png',
  parts: {
    about: 'training, development or test',
    of: ({ set = '' }) => set.toLowerCase(),
    splitOf: (part) => splits[part] ?? null,
  },
  choice: { colours: 'distinct', components: true },
  tagsOf: () => ({ cellType: 'U2OS', modality: 'fluorescence', stain: 'Hoechst' }),
});
