import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { stemOf } from '../files/file-names.ts';
import { orUnreadable } from '../files/unreadable.ts';
import { channelParts } from '../images/channel-truth.ts';
import type { Groups, PairRow, PairRows } from '../pairs/pair-rules.ts';
import { pairedLayout } from '../pairs/paired-layout.ts';
import { wellOf } from '../pairs/well-of.ts';

const splits: Readonly<Record<string, string>> = { training: 'train', validation: 'validation', test: 'test' };

/** A file that names the images of a split, one a line. */
async function namesIn(path: string, { set = '' }: Groups): Promise<PairRows> {
  const text = await orUnreadable(path, () => readFile(path, 'utf8'));
  const names = text.split(/\s*\r?\n\s*/).filter((line) => line !== '');
  const row: PairRow = { split: splits[set.toLowerCase()] ?? '' };
  return { rows: new Map(names.map((name) => [stemOf(basename(name.trim())), row])), notes: [] };
}

/**
 * The layout of BBBC039 (Caicedo et al., Cytometry A 2019): `images`, `masks` and lists of the images of each split. In
 * the first channel of a mask, a nucleus is a connected part of one value: nuclei that touch have different values, and
 * others may share one.
 */
export const bbbc039Layout = pairedLayout({
  name: 'BBBC039',
  description: 'images/*.tif, masks/*.png and metadata/{training,validation,test}.txt.',
  outlines: ['nucleus'],
  image: /(?:^|\/)images\/(?<stem>[^/]+)\.tiff?$/i,
  truth: /(?:^|\/)masks\/(?<stem>[^/]+)\.png$/i,
  expected: 'images/*.tif and masks/*.png',
  truthOf: channelParts,
  table: {
    file: /(?:^|\/)(?<set>training|validation|test)\.txt$/i,
    rowsIn: namesIn,
    states: 'the splits of its images',
  },
  tagsOf: ({ key }, row) => ({
    cellType: 'U2OS',
    modality: 'fluorescence',
    stain: 'Hoechst',
    cluster: wellOf(key),
    split: row?.['split'] ?? null,
  }),
});
