import { stat } from 'node:fs/promises';
import { FormatError, type ImageSize } from '@cellboard/formats';
import { fileFault } from '../files/file-fault.ts';
import { idsOf, truthFile } from '../images/read-image.ts';
import { markMargin } from '../images/margin.ts';
import type { Truth } from '../images/truth.ts';
import { pairedLayout } from '../pairs/paired-layout.ts';
import type { TruthOptions } from '../pairs/pair-rules.ts';

/** A two-dimensional set of the challenge. */
interface TrackingSet {
  /** Pixels along the border in which cells need not be annotated. */
  readonly margin: number;
  readonly cellType: string;
  /** Micrometres, where known. */
  readonly pixelSizeUm?: number;
}

const sets: Readonly<Record<string, TrackingSet>> = {
  'BF-C2DL-HSC': { margin: 25, cellType: 'hematopoietic stem cells', pixelSizeUm: 0.645 },
  'BF-C2DL-MuSC': { margin: 25, cellType: 'muscle stem cells', pixelSizeUm: 0.645 },
  'DIC-C2DH-HeLa': { margin: 50, cellType: 'HeLa', pixelSizeUm: 0.19 },
  'Fluo-C2DL-Huh7': { margin: 50, cellType: 'Huh7' },
  'Fluo-C2DL-MSC': { margin: 50, cellType: 'mesenchymal stem cells' },
  'Fluo-N2DH-GOWT1': { margin: 50, cellType: 'GOWT1' },
  'Fluo-N2DH-SIM+': { margin: 0, cellType: 'not stated' },
  'Fluo-N2DL-HeLa': { margin: 25, cellType: 'HeLa' },
  'PhC-C2DH-U373': { margin: 50, cellType: 'U373' },
  'PhC-C2DL-PSC': { margin: 25, cellType: 'pancreatic stem cells', pixelSizeUm: 1.6 },
};

const modalities: Readonly<Record<string, string>> = {
  BF: 'brightfield',
  DIC: 'differential interference contrast',
  Fluo: 'fluorescence',
  PhC: 'phase contrast',
};

/** How much of a marker has to lie in one outlined cell. */
const COVERED = 0.5;

/**
 * The gold truth of a frame, if it has every cell: the segmentations of the challenge outline a few cells of most frames,
 * while its tracking annotations mark all. What a frame leaves out would count as invented.
 *
 * @throws FormatError if a marked cell is not outlined, or nothing says which cells there are
 */
async function completeTruth(path: string, { size }: TruthOptions): Promise<Truth> {
  const truth = await truthFile(path);
  const { margin = 0 } = sets[setIn(path)] ?? {};
  const ignored = markMargin(new Uint8Array(size.width * size.height), size, margin);
  const markers = path.replace(/SEG([/\\])man_seg_?(\d+\.tiff?)$/i, 'TRA$1man_track$2');
  if (!(await isThere(markers)))
    throw new FormatError(
      'NOT_LABELS',
      `${markers} is missing, so it is unclear whether every cell of the frame is outlined. Unpack the archive as a whole.`,
    );
  const [outlined, marked] = [await idsOf(path), await idsOf(markers)];
  const { all, left, merged, cellOf } = countMarkers(marked, outlined, ignored);
  if (left > 0)
    throw new FormatError(
      'NOT_LABELS',
      `Only ${all - left} of the ${all} cells that ${markers} marks are outlined. The others would count as invented, so the frame is left out.`,
    );
  if (merged > 0)
    throw new FormatError(
      'NOT_LABELS',
      `${merged} of its outlined cells ${merged === 1 ? 'holds' : 'hold'} several of the cells that ${markers} marks, so that ${merged === 1 ? 'it counts' : 'they count'} as one. The frame is left out.`,
    );
  const strangers = countUnmarked(outlined, cellOf, ignored);
  if (strangers > 0)
    throw new FormatError(
      'NOT_LABELS',
      `${strangers} of its outlined cells ${strangers === 1 ? 'is' : 'are'} not marked in ${markers}, so the two do not belong together. Unpack the archive as a whole.`,
    );
  return { ...truth, ignored };
}

type Ids = Awaited<ReturnType<typeof idsOf>>;

interface Markers {
  /** Cells that are marked outside the margin. */
  readonly all: number;
  /** How many of these are not outlined. */
  readonly left: number;
  /** Outlined cells that hold several of them. */
  readonly merged: number;
  /** Ids of outlined cells that hold pixels of a marker. */
  readonly cellOf: ReadonlySet<number>;
}

function countMarkers(marked: Ids, outlined: Ids, ignored: Uint8Array): Markers {
  checkSame(marked, outlined);
  const areas = new Map<number, { pixels: number; free: boolean; within: Map<number, number> }>();
  const cellOf = new Set<number>();
  for (let at = 0; at < marked.values.length; at++) {
    const marker = marked.values[at] ?? 0;
    if (marker === 0) continue;
    const area = areas.get(marker) ?? { pixels: 0, free: false, within: new Map<number, number>() };
    areas.set(marker, area);
    area.pixels++;
    if (ignored[at] === 0) area.free = true;
    const cell = outlined.values[at] ?? 0;
    if (cell === 0) continue;
    cellOf.add(cell);
    area.within.set(cell, (area.within.get(cell) ?? 0) + 1);
  }
  const counted = [...areas.values()].filter(({ free }) => free);
  const holders = counted.flatMap(({ pixels, within }) => {
    const [cell, held] = [...within].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
    return held > 0 && held >= COVERED * pixels ? [cell] : [];
  });
  const repeated = new Set(holders.filter((cell, i) => holders.indexOf(cell) < i));
  return { all: counted.length, left: counted.length - holders.length, merged: repeated.size, cellOf };
}

/** Outlined cells without a marker; those that lie mostly in the margin need none, unless nothing is marked at all. */
function countUnmarked({ values }: Ids, cellOf: ReadonlySet<number>, ignored: Uint8Array): number {
  const balance = new Map<number, number>();
  for (let at = 0; at < values.length; at++) {
    const cell = values[at] ?? 0;
    if (cell !== 0 && !cellOf.has(cell)) balance.set(cell, (balance.get(cell) ?? 0) + (ignored[at] === 0 ? 1 : -1));
  }
  if (cellOf.size === 0) return balance.size;
  return [...balance.values()].filter((free) => free > 0).length;
}

function checkSame(marked: ImageSize, outlined: ImageSize): void {
  if (marked.width === outlined.width && marked.height === outlined.height) return;
  throw new FormatError(
    'CORRUPT',
    `Its cells are marked in ${marked.width}×${marked.height} pixels, but outlined in ${outlined.width}×${outlined.height}. Check that both are of one frame.`,
  );
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (fileFault(error) === undefined) throw error;
    return false;
  }
}

const name = `(?<set>${Object.keys(sets)
  .join('|')
  .replace('+', String.raw`\+`)})`;

/** The set that a path is of: the innermost folder that is named as one. */
function setIn(path: string): string {
  return [...path.matchAll(new RegExp(String.raw`(?<=[/\\])${name}(?=[/\\])`, 'g'))].at(-1)?.[0] ?? '';
}

/** Sets with N in their names outline nuclei, those with C cells. */
const ofObject = (letter: string, file: string) =>
  new RegExp(String.raw`(?:^|\/)(?=[A-Za-z]+-${letter}2D)${name}\/(?<movie>\d\d)${file}\.tiff?$`);

/**
 * The layout of the two-dimensional sets of the Cell Tracking Challenge (Ulman et al., Nature Methods 2017): for each movie
 * frames, segmentations of a few of them, and markers of all cells. A frame counts if every marked cell is outlined; a
 * margin in which cells need not be annotated is not scored. The silver truth in `01_ST` is of software and never read.
 */
export const ctcLayout = pairedLayout({
  name: 'CTC',
  description:
    'Folders such as Fluo-N2DH-SIM+, with 01/tNNN.tif, 01_GT/SEG/man_segNNN.tif and 01_GT/TRA/man_trackNNN.tif.',
  outlines: ['cell', 'nucleus'],
  image: {
    cell: ofObject('C', String.raw`\/t(?<stem>\d{3,4})`),
    nucleus: ofObject('N', String.raw`\/t(?<stem>\d{3,4})`),
  },
  truth: {
    cell: ofObject('C', String.raw`_GT\/SEG\/man_seg_?(?<stem>\d{3,4})`),
    nucleus: ofObject('N', String.raw`_GT\/SEG\/man_seg_?(?<stem>\d{3,4})`),
  },
  expected:
    'PhC-C2DL-PSC/01/t000.tif and PhC-C2DL-PSC/01_GT/SEG/man_seg000.tif, or with --object nucleus those of a set with N in its name, such as Fluo-N2DH-SIM+',
  parts: { about: 'a set, such as Fluo-N2DH-SIM+ with --object nucleus', of: ({ set = '' }) => set },
  keyOf: ({ set = '', movie = '', stem = '' }) => `${set}_${movie}_t${stem.padStart(4, '0')}`,
  unlabelled: 'Most frames of the challenge have no segmentation.',
  truthOf: completeTruth,
  tagsOf: ({ part, groups }) => {
    const { cellType = 'not stated', pixelSizeUm = null } = sets[part] ?? {};
    return {
      cellType,
      modality: modalities[part.split('-')[0] ?? ''] ?? 'not stated',
      pixelSizeUm,
      cluster: { kind: 'movie', key: `${part}, ${groups['movie'] ?? ''}` },
      planeT: Number(groups['stem']),
    };
  },
  notes: () => ['Use of these images outside the challenge needs the permission of those who provided them.'],
});
