import type { LabelImage } from '@cellboard/labels';

import { neighboursOf, neighbourSteps, type Neighbours } from './neighbours.ts';
import { finished, type Steps } from './steps.ts';

/** The number of a colour for each cell, from 0; see `paletteColour`. Index 0 is unused. Length cellCount + 1. */
export type CellColours = Uint16Array;

/** A predicted cell that overlaps a truth cell enough to be matched with it at some threshold. */
export interface PossibleMatches {
  /** The label image of the prediction. */
  readonly image: LabelImage;
  /** Number of the truth cell of possible match k, from 1. */
  readonly truth: Uint32Array;
  /** Number of the predicted cell of possible match k, from 1. */
  readonly prediction: Uint32Array;
}

const NONE = 0xffff;

/**
 * Colours for the cells of the truth: neighbours never share one, and neither do the cells that neighbouring predicted
 * cells may be matched with, so that predictions may take over the colours of the truth at every threshold.
 *
 * @param predictions every prediction that is shown beside the truth; colours may change where one is added
 */
export function colourTruth(truth: LabelImage, predictions: readonly PossibleMatches[] = []): CellColours {
  return finished(colourSteps(truth, predictions));
}

/** {@link colourTruth} in steps. */
export function* colourSteps(truth: LabelImage, predictions: readonly PossibleMatches[] = []): Steps<CellColours> {
  const neighbours = yield* neighbourSteps(truth);
  const links = linksOf(neighbours, truth.cellCount);
  yield;
  for (const prediction of predictions) {
    yield* neighbourSteps(prediction.image);
    yield* addLinks(links, prediction);
  }
  const order = smallestLast(links);
  yield;
  return greedy(links, order);
}

/** What a predicted cell is matched with, and the colours of the truth. */
export interface TakenColours {
  /** Colours of the truth's cells. */
  readonly truth: CellColours;
  /** Number of the truth cell that each predicted cell is matched with, 0 for none; index 0 unused. */
  readonly partner: Uint32Array;
}

/**
 * Colours for the cells of a prediction: a matched cell has the colour of the truth cell that it is matched with, and
 * every other one a colour that no neighbour has.
 */
export function colourPrediction(prediction: LabelImage, { truth, partner }: TakenColours): CellColours {
  const colours = new Uint16Array(prediction.cellCount + 1).fill(NONE);
  for (let p = 1; p < colours.length; p++) if (partner[p]! > 0) colours[p] = truth[partner[p]!]!;
  const { first, of } = neighboursOf(prediction);
  for (let p = 1; p < colours.length; p++) {
    if (partner[p]! > 0) continue;
    colours[p] = firstFree(colours, of.subarray(first[p], first[p + 1]), p);
  }
  return colours;
}

type Links = readonly Set<number>[];

function linksOf({ first, of }: Neighbours, cellCount: number): Links {
  return Array.from({ length: cellCount + 1 }, (_, c) => new Set(of.subarray(first[c], first[c + 1])));
}

/** Cells of a step. */
const CELLS = 4096;

/** Links truth cells whose possible predicted cells are neighbours. */
function* addLinks(links: Links, { image, truth, prediction }: PossibleMatches): Steps<void> {
  const hosts = Array.from({ length: image.cellCount + 1 }, (): number[] => []);
  for (let k = 0; k < truth.length; k++) hosts[prediction[k]!]!.push(truth[k]!);
  const { first, of } = neighboursOf(image);
  for (let p = 1; p <= image.cellCount; p++) {
    for (let k = first[p]!; k < first[p + 1]!; k++) {
      if (of[k]! < p) continue;
      for (const a of hosts[p]!) for (const b of hosts[of[k]!]!) if (a !== b) link(links, a, b);
    }
    if (p % CELLS === 0) yield;
  }
}

function link(links: Links, a: number, b: number): void {
  links[a]!.add(b);
  links[b]!.add(a);
}

/** Gives each cell the first colour that is free. */
function greedy(links: Links, order: readonly number[]): CellColours {
  const colours = new Uint16Array(links.length).fill(NONE);
  for (const cell of order) colours[cell] = firstFree(colours, links[cell]!, cell);
  colours[0] = 0;
  return colours;
}

/**
 * The cell with the fewest links to others that are left comes last, and so on: cells of a plane need few colours then
 * (smallest last: Matula & Beck, J. ACM 1983).
 */
function smallestLast(links: Links): number[] {
  const degree = links.map((each) => each.size);
  const buckets: number[][] = [];
  const put = (cell: number) => (buckets[degree[cell]!] ??= []).push(cell);
  for (let c = 1; c < links.length; c++) put(c);
  const order: number[] = [];
  const done = new Uint8Array(links.length);
  for (let size = 0; size < buckets.length;) {
    const cell = buckets[size]?.pop();
    if (cell === undefined) {
      size++;
      continue;
    }
    if (done[cell] === 1 || degree[cell] !== size) continue;
    done[cell] = 1;
    order.push(cell);
    for (const other of links[cell]!) {
      if (done[other] === 1) continue;
      degree[other]!--;
      put(other);
      size = Math.min(size, degree[other]!);
    }
  }
  return order.reverse();
}

/** Colours in use among neighbours are marked with the cell that asks, so that nothing is cleared. */
const marks = new Uint32Array(NONE + 1);
let asked = 0;

/** The colour after `cell`'s own turn, of the first few, that no neighbour has: all of them are used. */
function firstFree(colours: CellColours, neighbours: Iterable<number>, cell: number): number {
  asked = (asked + 1) >>> 0;
  let most = 0;
  for (const other of neighbours) {
    const colour = colours[other]!;
    if (colour === NONE) continue;
    marks[colour] = asked;
    most = Math.max(most, colour + 1);
  }
  const turn = (cell * 5) % USED;
  for (let i = 0; i < USED; i++) {
    const colour = (turn + i) % USED;
    if (marks[colour] !== asked) return colour;
  }
  for (let colour = USED; colour < most; colour++) if (marks[colour] !== asked) return colour;
  return Math.max(most, USED);
}

/** Colours that are used in turn, so that an image of few neighbours is not all of one colour. */
const USED = 13;
