import type { LabelImage } from '@cellboard/labels';
import { FormatError } from '../format-error.ts';
import { labelFigures, type LabelFigures } from './label-figures.ts';

/** Images of fewer pixels are too small to judge. */
const FEWEST_PIXELS = 400;

/** What a file looks like whose ids are those of a label image. */
export type Likeness = 'label image' | 'photograph' | 'no background' | 'binary mask' | 'class map';

/** Why a label image is probably none of cells: it makes scores meaningless, or is worth telling. */
interface Doubt {
  /** What it looks like instead; left out where it is a label image all the same. */
  readonly likeness?: Likeness;
  readonly meaningless?: true;
  /** Several cells share an id, so that no prediction can be right about them: as a truth it makes scores meaningless. */
  readonly joined?: true;
  readonly message: string;
}

/**
 * Looks whether a label image can be one of cells: the check of every upload, import and evaluation.
 *
 * @returns what is odd about it, with figures and how to fix the file; nothing for a plausible one
 * @throws FormatError NOT_LABELS where a score would be meaningless
 */
export function judgeLabels(labels: LabelImage): string[] {
  const doubt = doubtOf(labels);
  if (doubt?.meaningless) throw new FormatError('NOT_LABELS', doubt.message);
  return doubt ? [doubt.message] : [];
}

/** What a label image looks like, and what is odd about it, also where a score would be meaningless. */
export function describeLabels(labels: LabelImage): { readonly likeness: Likeness; readonly doubts: string[] } {
  const doubt = doubtOf(labels);
  return { likeness: doubt?.likeness ?? 'label image', doubts: doubt ? [doubt.message] : [] };
}

/**
 * Why a label image cannot be a truth: a binary mask or a map of classes, whose cells share an id. Others are judged
 * against a truth, so that what is only worth telling of a prediction makes every score on such a truth meaningless.
 *
 * @returns undefined where nothing speaks against it
 */
export function doubtAsTruth(labels: LabelImage): string | undefined {
  return doubtsOf(labels).find(({ meaningless, joined }) => meaningless ?? joined)?.message;
}

/** The first doubt that makes scores meaningless, or else the first. */
function doubtOf(labels: LabelImage): Doubt | undefined {
  const doubts = doubtsOf(labels);
  return doubts.find(({ meaningless }) => meaningless) ?? doubts[0];
}

function doubtsOf(labels: LabelImage): Doubt[] {
  const [height = 0, width = 0] = labels.pixels.shape;
  if (labels.cellCount === 0 || width * height < FEWEST_PIXELS) return [];
  const figures = labelFigures(labels);
  return CHECKS.flatMap((check) => check(figures) ?? []);
}

/** In this order: the first that applies is reported, since it usually explains the others. */
const CHECKS: readonly ((figures: LabelFigures) => Doubt | undefined)[] = [
  photograph,
  noBackground,
  oneMask,
  idsRanOut,
  voidValue,
  classMap,
  onMostPixels,
  allInPieces,
  inManyPieces,
];

/** A grey photograph has tens of values, each strewn over the image in pieces of a few pixels. */
function photograph({ cells, covered, allParts }: LabelFigures): Doubt | undefined {
  if (cells < 16 || allParts < 8 * cells || covered > 8 * allParts) return undefined;
  return {
    likeness: 'photograph',
    meaningless: true,
    message:
      `The image holds ${cells} values in ${allParts} parts of ${figure(covered / allParts)} pixels on average, ` +
      'so it is a picture, not a label image. Give the label image: one whole number for each cell, 0 for the background.',
  };
}

/** Part of the image that an id has to cover to count as the background. */
const MOST = 0.5;

function noBackground({ pixels, covered, cells, ids, areas }: LabelFigures): Doubt | undefined {
  if (covered < pixels) return undefined;
  const largest = largestOf(areas);
  const share = areas[largest]! / pixels;
  const found = `No pixel is 0, so the image has no background. The value ${ids[largest]} covers ${percent(share)} of it.`;
  // One cell may fill a small image; what was shifted or scaled has another value.
  if (share < MOST || (cells === 1 && ids[1] === 1)) return { message: `${found} Check that the background is 0.` };
  return {
    likeness: 'no background',
    meaningless: true,
    message: `${found} Save the image with 0 for the background, and one whole number for each cell.`,
  };
}

function oneMask({ cells, ids, parts }: LabelFigures): Doubt | undefined {
  if (cells !== 1) return undefined;
  const [count, id] = [parts[1]!, ids[1]!];
  if (count < 3 && id !== 255 && id !== 65_535) return undefined;
  return {
    ...(count > 1 && { joined: true as const, likeness: 'binary mask' as const }), // one cell may have any value
    message:
      `All cells have the value ${id}, so the image is a binary mask and counts as one cell in ${inParts(count)}. ` +
      COMPONENTS,
  };
}

/** What to do about cells that share an id: with the option for it, and for commands that do not have it. */
export const sharedIdAdvice = {
  option: 'Use --components to take each connected part for a cell, or save the label image with one id for each cell.',
  plain: 'Save the label image with one id for each cell.',
} as const;

const COMPONENTS = sharedIdAdvice.option;

/** Ids that end where 8 or 16 bits do, with most of them in use. */
function idsRanOut({ cells, ids, parts }: LabelFigures): Doubt | undefined {
  const largest = ids[cells]!;
  const bits = largest === 255 ? 8 : largest === 65_535 ? 16 : undefined;
  if (bits === undefined || cells < 0.75 * largest) return undefined;
  const split = parts.reduce((sum, count) => sum + (count > 1 ? 1 : 0), 0);
  return {
    message:
      `The ids end exactly at ${largest}, the most that ${bits} bits hold: they probably ran out, so that several cells share one. ` +
      `${split} of the ${cells} ids are in several parts. Save the label image with ${bits * 2} bits.`,
  };
}

/** 255 for pixels that belong to no cell, among ids that are far from it. */
function voidValue({ cells, ids, parts, neighboursOfLast }: LabelFigures): Doubt | undefined {
  if (cells < 3 || ids[cells] !== 255 || ids[cells - 1]! >= 200) return undefined;
  if (parts[cells]! < 3 && neighboursOfLast < 3) return undefined;
  return {
    message:
      `The value 255 is in ${inParts(parts[cells]!)} beside the ids 1 to ${ids[cells - 1]}, so it is probably the border or void class, ` +
      'but counts as one cell. Save those pixels as 0, the background.',
  };
}

/** Few values, each in several parts. */
function classMap({ cells, allParts, parts }: LabelFigures): Doubt | undefined {
  if (cells < 2 || cells > 12 || allParts < 3 * cells) return undefined;
  const split = parts.reduce((sum, count) => sum + (count > 2 ? 1 : 0), 0);
  if (split < cells / 2) return undefined;
  return {
    likeness: 'class map',
    joined: true,
    message: `The image holds ${cells} values in ${allParts} parts, so it is probably a map of classes, and counts as ${cells} cells. ${COMPONENTS}`,
  };
}

function onMostPixels({ pixels, cells, ids, areas }: LabelFigures): Doubt | undefined {
  const largest = largestOf(areas);
  if (cells < 2 || areas[largest]! / pixels <= MOST) return undefined;
  return {
    message:
      `The value ${ids[largest]} covers ${percent(areas[largest]! / pixels)} of the image, so it is probably the background, ` +
      'but counts as a cell. Save the background as 0.',
  };
}

/** Cells of any kind are in little more than one part each. */
const PARTS_ON_AVERAGE = 4;

/** Run lengths along rows that are read along columns, or the other way round, strew every cell over the image. */
function allInPieces({ cells, allParts, parts }: LabelFigures): Doubt | undefined {
  if (cells < 2 || allParts < PARTS_ON_AVERAGE * cells) return undefined;
  const split = parts.reduce((sum, count) => sum + (count > 2 ? 1 : 0), 0);
  if (split < cells / 2) return undefined;
  return {
    joined: true,
    message:
      `The ${cells} ids are in ${allParts} parts, ${figure(allParts / cells)} for each on average, so they are probably not those of cells. ` +
      `If they come from run lengths, check whether these go along rows or columns. ${COMPONENTS}`,
  };
}

/** Pieces of one id that no cell has. */
const MANY_PIECES = 24;

function inManyPieces({ ids, parts }: LabelFigures): Doubt | undefined {
  const worst = largestOf(parts);
  if (parts[worst]! < MANY_PIECES) return undefined;
  return {
    message:
      `The id ${ids[worst]} is in ${inParts(parts[worst]!)}, but counts as one cell. ` +
      'Give each cell an id of its own, or use --components to take each connected part for a cell.',
  };
}

/** Truths of fewer cells say nothing about how many a prediction has. */
const ENOUGH_CELLS = 10;

/** Tells a prediction with far fewer ids than the truth has cells. */
export function farFewerCells(prediction: LabelImage, truth: LabelImage): string[] {
  const { cellCount } = prediction;
  if (truth.cellCount < ENOUGH_CELLS || cellCount === 0 || cellCount * 10 > truth.cellCount) return [];
  const parts = labelFigures(prediction).allParts;
  const found = `The prediction has ${cellCount === 1 ? 'one id' : `${cellCount} ids`} in ${inParts(parts)}, but the truth has ${truth.cellCount} cells.`;
  return [parts >= 3 * cellCount ? `${found} ${COMPONENTS}` : `${found} Check that each cell has an id of its own.`];
}

function largestOf(numbers: Float64Array | Uint32Array): number {
  let largest = 1;
  for (let i = 1; i < numbers.length; i++) if (numbers[i]! > numbers[largest]!) largest = i;
  return largest;
}

function inParts(count: number): string {
  return count === 1 ? 'one part' : `${count} parts`;
}

function percent(share: number): string {
  return `${figure(share * 100)}%`;
}

function figure(value: number): string {
  return String(Math.round(value * 10) / 10);
}
