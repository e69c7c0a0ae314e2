import { enclosedAreas } from '../images/enclosed-areas.ts';
import { firstChannel } from '../images/channel-truth.ts';
import { named } from '../images/read-image.ts';
import type { Truth } from '../images/truth.ts';
import { pairedLayout } from '../pairs/paired-layout.ts';

/** A cell is about 60 pixels wide; those that touch the border are not outlined. */
const MARGIN = 60;

const SMALLEST = 500;

/** Outlines are brighter than this; the rest is smoothing. */
const FAINTEST = 100;

function readOutlines(path: string): Promise<Truth> {
  return named(path, async () => {
    const { values, width, height } = await firstChannel(path);
    const outline = Uint8Array.from(values, (value) => (value > FAINTEST ? 1 : 0));
    return { ...enclosedAreas({ outline, width, height }, { smallest: SMALLEST, margin: MARGIN }), path };
  });
}

/**
 * The layout of BBBC030 (Koos et al., PLOS ONE 2016): `images` and `ground_truth`, which holds outlines. Enclosed areas of
 * at least 500 pixels are cells; outlines and a margin of 60 pixels are not scored.
 */
export const bbbc030Layout = pairedLayout({
  name: 'BBBC030',
  description: 'images/choNN.png and ground_truth/choNN.png.',
  outlines: ['cell'],
  image: /(?:^|\/)images\/(?<stem>cho\d+)\.png$/i,
  truth: /(?:^|\/)ground_truth\/(?<stem>cho\d+)\.png$/i,
  expected: 'images/cho01.png and ground_truth/cho01.png',
  truthOf: readOutlines,
  tagsOf: () => ({ cellType: 'CHO', modality: 'differential interference contrast' }),
});
