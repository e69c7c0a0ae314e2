import {
  COLOUR_MAPS,
  colourMap,
  initialState,
  type CellRef,
  type ChannelDisplay,
  type ColourMap,
  type LockName,
  type PanelState,
  type View,
  type ViewerModel,
  type ViewerState,
} from '@cellboard/viewer';
import { consensusWord } from './consensus-map.ts';
import { panelMark, type ViewSearch } from './view-search.ts';

/** What an address speaks of, and what the viewer has. */
export interface Shown {
  readonly model: ViewerModel;
  /** The word of each segmentation by its index: `truth`, then the candidates. */
  readonly words: readonly string[];
  /** What each panel shows unless the address says otherwise, in words. */
  readonly panels: readonly string[];
}

/** How a viewer looks, as its address keeps it. The list of what is shown and the threshold stand beside it. */
export type ViewPart = Omit<ViewSearch, 'm' | 't'>;

const locks: readonly LockName[] = ['view', 'contrast', 'selection'];
const usual = initialState([]);

/** The state of a viewer that an address asks for. What the image does not have is left out. */
export function stateOf(part: ViewPart, shown: Shown): ViewerState {
  const own = shown.panels.map((word) => indexOf(word, shown));
  const chosen = part.p === '' ? [] : part.p.split(',').map((at) => own[Number(at)]);
  const apart = part.apart.split(',');
  const panels = own.map((segmentation, k): PanelState => ({
    view: viewOf(ofPanel(part.xy, k), part.z),
    channels: channelsOf(ofPanel(part.ch, k), shown.model.channels),
    selection: cellOf(ofPanel(part.cell, k), shown),
    segmentation: chosen[k] === undefined ? segmentation : chosen[k],
  }));
  return {
    ...usual,
    panels,
    active: Math.max(0, Math.min(part.on, panels.length - 1)),
    locks: {
      view: !apart.includes('view'),
      contrast: !apart.includes('contrast'),
      selection: !apart.includes('selection'),
    },
    mode: part.color,
    ...styleOf(part.style),
  };
}

/** What the address of a state says. */
export function partOf(state: ViewerState, shown: Shown): ViewPart {
  const own = shown.panels.map((word) => indexOf(word, shown));
  const chosen = state.panels.map(({ segmentation }, k) => (segmentation === own[k] ? k : own.indexOf(segmentation)));
  const isUsual = chosen.every((at, k) => at === k || at < 0);
  const views = state.panels.map(({ view }) => view);
  const isOneView = new Set(views.map((view) => viewWords(view))).size <= 1;
  const view = isOneView ? (views[0] ?? null) : null;
  return {
    p: isUsual ? '' : chosen.map((at, k) => (at < 0 ? k : at)).join(','),
    xy: isOneView ? placeWords(view) : ofPanels(views.map(viewWords)),
    z: view ? scaleOf(view) : 0,
    color: state.mode,
    style: styleWords(state),
    ch: ofPanels(state.panels.map(({ channels }) => (channels ? channelWords(channels, shown.model.channels) : ''))),
    cell: ofPanels(state.panels.map(({ selection }) => (selection ? cellWord(selection, shown) : ''))),
    on: state.active,
    apart: locks.filter((name) => !state.locks[name]).join(','),
  };
}

/** The index of a word's segmentation; null for the image alone, and for what is not there. */
function indexOf(word: string, { words, model }: Shown): number | null {
  const index = words.indexOf(word);
  return index >= 0 && model.segmentation(index) ? index : null;
}

/** What panels have, once where it is the same in all. */
const ofPanels = (words: readonly string[]): string =>
  new Set(words).size > 1 ? words.join(panelMark) : (words[0] ?? '');

/** What a panel has of words that are its own or those of all panels. */
function ofPanel(words: string, panel: number): string {
  const each = words.split(panelMark);
  return (each.length > 1 ? each[panel] : words) ?? '';
}

const scaleOf = ({ scale }: View): number => Number(scale.toPrecision(5));
const placeWords = (view: View | null): string => (view ? `${rounded(view.x)},${rounded(view.y)}` : '');
const viewWords = (view: View | null): string => (view ? `${placeWords(view)},${String(scaleOf(view))}` : '');

const rounded = (place: number): string => String(Number(Math.max(0, place).toFixed(2)));

function viewOf(words: string, z: number): View | null {
  const [x = NaN, y = NaN, scale = z] = words.split(',').map(Number);
  return scale > 0 && Number.isFinite(x) && Number.isFinite(y) ? { x, y, scale } : null;
}

/** A cell as the address names it, such as `truth:57`; empty where its segmentation is not there, and for what is no cell. */
export function cellWord({ segmentation, cell }: CellRef, { words, model }: Shown): string {
  const [word, id] = [words[segmentation], model.segmentation(segmentation)?.labels.ids[cell]];
  return word === undefined || word === consensusWord || id === undefined ? '' : `${word}:${String(id)}`;
}

function cellOf(word: string, shown: Shown): CellRef | null {
  const [whose = '', id = ''] = word.split(':');
  const segmentation = indexOf(whose, shown);
  if (segmentation === null) return null;
  const cell = shown.model.segmentation(segmentation)?.labels.ids.indexOf(Number(id)) ?? 0;
  return cell > 0 ? { segmentation, cell } : null;
}

type Style = Pick<ViewerState, 'masks' | 'outlines' | 'truthOutlines' | 'missed' | 'fill' | 'line'>;

function styleWords({ masks, outlines, truthOutlines, missed, fill, line }: Style): string {
  return [
    masks ? [] : 'no-masks',
    outlines ? [] : 'no-outlines',
    truthOutlines ? 'truth' : [],
    missed ? 'missed' : [],
    fill === usual.fill ? [] : `fill-${String(Math.round(fill * 100))}`,
    line === usual.line ? [] : `line-${String(Math.round(line))}`,
  ]
    .flat()
    .join(',');
}

function styleOf(style: string): Style {
  const words = style.split(',');
  const number = (name: string): number =>
    Number(words.find((word) => word.startsWith(`${name}-`))?.slice(name.length + 1) ?? NaN);
  const [fill, line] = [number('fill'), number('line')];
  return {
    masks: !words.includes('no-masks'),
    outlines: !words.includes('no-outlines'),
    truthOutlines: words.includes('truth'),
    missed: words.includes('missed'),
    fill: fill >= 0 && fill <= 100 ? fill / 100 : usual.fill,
    line: line >= 1 && line <= 4 ? line : usual.line,
  };
}

const slugOf = (name: string): string => name.replaceAll(/[^a-z]+/g, '-');

function mapWord(map: ColourMap): string {
  const name = COLOUR_MAPS.find((one) => colourMap(one) === map);
  return name === undefined ? 'own' : slugOf(name);
}

/** `0:cyan:120..3400:g1.2:off`: number, colour map, limits, gamma, and whether it is hidden. */
function channelWords(channels: readonly ChannelDisplay[], first: readonly ChannelDisplay[]): string {
  return channels
    .flatMap((display, k) => {
      const { channel, map, limits, gamma, hidden = false } = display;
      const words = [
        String(channel),
        mapWord(map),
        `${short(limits.low)}..${short(limits.high)}`,
        ...(gamma === 1 ? [] : [`g${short(gamma)}`]),
        ...(hidden ? ['off'] : []),
      ];
      return isSame(display, first[k]) ? [] : [words.join(':')];
    })
    .join(',');
}

function isSame(one: ChannelDisplay, other: ChannelDisplay | undefined): boolean {
  return (
    one.map === other?.map &&
    one.limits.low === other.limits.low &&
    one.limits.high === other.limits.high &&
    one.gamma === other.gamma &&
    one.hidden !== true
  );
}

const short = (value: number): string => String(Number(value.toPrecision(6)));

function channelsOf(words: string, first: readonly ChannelDisplay[]): readonly ChannelDisplay[] | null {
  if (words === '') return null;
  const changes = new Map(words.split(',').map((word) => [Number(word.split(':')[0]), word.split(':').slice(1)]));
  if (!first.some(({ channel }) => changes.has(channel))) return null;
  return first.map((display) => {
    const parts = changes.get(display.channel);
    return parts ? changedChannel(display, parts) : display;
  });
}

function changedChannel(display: ChannelDisplay, [map = '', range = '', ...rest]: readonly string[]): ChannelDisplay {
  const name = COLOUR_MAPS.find((one) => slugOf(one) === map);
  const [low = NaN, high = NaN] = range.split('..').map(Number);
  const gamma = Number(rest.find((word) => word.startsWith('g'))?.slice(1) ?? 1);
  return {
    ...display,
    map: name === undefined ? display.map : colourMap(name),
    limits: Number.isFinite(low) && Number.isFinite(high) ? { low, high } : display.limits,
    gamma: gamma > 0 ? gamma : 1,
    ...(rest.includes('off') && { hidden: true }),
  };
}
