import { panelMark, type ViewSearch } from './view-search.ts';

/** The parts of an address that go by panel. */
export type PanelPart = Pick<ViewSearch, 'p' | 'xy' | 'ch' | 'cell' | 'on'>;

/** A list with one of its items at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, k) => k !== from);
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)];
}

interface Panels {
  /** All that `m` names. */
  readonly words: readonly string[];
  /** What the panels show, all of it or a part. */
  readonly panels: readonly string[];
}

/** The change of the address that puts a panel at the place of another one. */
export function movedPanel(
  part: PanelPart,
  { words, panels }: Panels,
  [from, to]: readonly [number, number],
): Partial<PanelPart> & { m?: string } {
  const [one = -1, other = -1] = [from, to].map((place) => words.indexOf(panels[place] ?? ''));
  if (one < 0 || other < 0) return {};
  return { m: moved(words, one, other).join(), ...inOrder(part, moved([...panels.keys()], from, to)) };
}

/**
 * What the address says of panels that are put in another order, of which some may be gone.
 *
 * @param order for each place, at which place its panel was
 */
export function inOrder({ p, xy, ch, cell, on }: PanelPart, order: readonly number[]): PanelPart {
  const each = (words: string): string => {
    const parts = words.split(panelMark);
    if (parts.length === 1) return words;
    const kept = order.map((place) => parts[place] ?? '');
    return new Set(kept).size > 1 ? kept.join(panelMark) : (kept[0] ?? '');
  };
  const shown = p === '' ? [] : p.split(',').map(Number);
  const chosen = order.map((place, k) => {
    const now = order.indexOf(shown[place] ?? place);
    return now < 0 ? k : now;
  });
  return {
    p: chosen.every((place, k) => place === k) ? '' : chosen.join(),
    ...{ xy: each(xy), ch: each(ch), cell: each(cell) },
    on: Math.max(0, order.indexOf(on)),
  };
}
