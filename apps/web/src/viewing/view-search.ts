import * as z from 'zod/mini';
import { choiceParam, numberParam, textParam, wholeParam } from '../search/search-params.ts';

/** Most panels of a viewer. */
export const mostPanels = 9;

const word = '(?:image|truth|[a-z0-9-]+/[a-z0-9-]+)';
const number = '\\d+(?:\\.\\d+)?';

/** Between what panels have each for itself: not a part of any word. */
export const panelMark = '_';

/** What fits the pattern once for all panels, or once for each; a panel that has nothing of its own is left empty. */
const eachPanel = (pattern: string): RegExp =>
  new RegExp(`^(?:${pattern}|(?:${pattern})?(?:${panelMark}(?:${pattern})?){1,${String(mostPanels - 1)}})$`);

/** Lowest and highest IoU from which on cells can be matched. */
export const thresholdLimits = { min: 0.1, max: 0.95 } as const;

/**
 * What the address of a viewer holds, as short words. Invalid values fall back to the default, and defaults are left
 * out.
 */
export const viewSearch = {
  /** What is shown, a panel each: `image`, `truth`, and candidates as `model/candidate`. Empty for the usual. */
  m: textParam(1200, new RegExp(`^${word}(?:,${word}){0,${String(mostPanels - 1)}}$`)),
  /** For each panel which of `m` it shows, where that is not its own. */
  p: textParam(20, /^[0-8](?:,[0-8])*$/),
  /**
   * The point of the image in the middle, in pixels. Empty: all of the image is shown. Where panels differ it is one
   * for each, with its scale behind it: `12,30,4_100,80,2`.
   */
  xy: textParam(360, eachPanel(`${number},${number}(?:,${number})?`)),
  /** CSS pixels of an image pixel; 0 for all of the image. */
  z: numberParam(0, { min: 0, max: 64 }),
  /** IoU from which on cells are matched. */
  t: numberParam(0.5, thresholdLimits),
  /** What the colours of cells show. */
  color: choiceParam(['cell', 'status', 'iou', 'consensus']),
  /** How cells are drawn, where that is not the usual. */
  style: textParam(80, /^[a-z]+(?:-[a-z0-9]+)*(?:,[a-z]+(?:-[a-z0-9]+)*)*$/),
  /** How channels are shown, where that is not as at first. */
  ch: textParam(1200, eachPanel('\\d+:[a-z0-9:.+-]+(?:,\\d+:[a-z0-9:.+-]+)*')),
  /** The selected cell: whose it is, and its id in the file. */
  cell: textParam(1000, eachPanel(`${word}:\\d{1,10}`)),
  /** The panel that keys act on, and that the truth is compared with. */
  on: wholeParam(0, { min: 0, max: mostPanels - 1 }),
  /** What panels do not have in common. */
  apart: textParam(40, /^(?:view|contrast|selection)(?:,(?:view|contrast|selection))*$/),
};
export const ViewSearch = z.object(viewSearch);
export type ViewSearch = z.infer<typeof ViewSearch>;

export const viewSearchDefaults: ViewSearch = ViewSearch.parse({});

/** The part of a search that is about the view. */
export function viewPart(search: ViewSearch): ViewSearch {
  const { m, p, xy, z: zoom, t, color, style, ch, cell, on, apart } = search;
  return { m, p, xy, z: zoom, t, color, style, ch, cell, on, apart };
}

/** What `m` names, in its order; `usual` where it names nothing. */
export function wordsOf({ m }: Pick<ViewSearch, 'm'>, usual: readonly string[]): string[] {
  return m === '' ? [...usual] : m.split(',');
}

/** The candidates among words, each once. */
export const candidatesIn = (words: readonly string[]): string[] => [
  ...new Set(words.filter((one) => one.includes('/'))),
];

/** Words with one more, or without it. */
export const toggled = (words: readonly string[], word: string): string[] =>
  words.includes(word) ? words.filter((one) => one !== word) : [...words, word];
