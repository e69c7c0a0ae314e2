import type { Colour } from '@cellboard/labels';

/** A colour for each of 256 steps from dark to bright: red, green and blue of step i from index 3·i. */
export type ColourMap = Uint8Array;

/** Steps of a colour map. */
export const STEPS = 256;

/**
 * Corners between which a map runs in straight lines. Those from black to one colour are for the channels of a sum;
 * cividis (Nuñez, Anderton & Renslow, PLOS ONE 2018) and viridis (Smith & van der Walt, matplotlib 2015) are for one
 * channel alone, and keep their order for people with any colour vision: nine of their colours each.
 */
const CORNERS = {
  grey: [
    [0, 0, 0],
    [255, 255, 255],
  ],
  'grey, inverted': [
    [255, 255, 255],
    [0, 0, 0],
  ],
  red: [
    [0, 0, 0],
    [255, 0, 0],
  ],
  green: [
    [0, 0, 0],
    [0, 255, 0],
  ],
  blue: [
    [0, 0, 0],
    [0, 0, 255],
  ],
  cyan: [
    [0, 0, 0],
    [0, 255, 255],
  ],
  magenta: [
    [0, 0, 0],
    [255, 0, 255],
  ],
  yellow: [
    [0, 0, 0],
    [255, 255, 0],
  ],
  viridis: [
    [68, 1, 84],
    [71, 44, 122],
    [59, 81, 139],
    [44, 113, 142],
    [33, 144, 141],
    [39, 173, 129],
    [92, 200, 99],
    [170, 220, 50],
    [253, 231, 37],
  ],
  cividis: [
    [0, 34, 78],
    [25, 55, 110],
    [66, 78, 108],
    [94, 101, 111],
    [124, 123, 120],
    [155, 147, 119],
    [188, 172, 108],
    [222, 199, 87],
    [254, 232, 56],
  ],
} as const satisfies Record<string, readonly Colour[]>;

/** Name of a colour map. */
export type ColourMapName = keyof typeof CORNERS;

/** Names of all colour maps, for a list to choose from. */
export const COLOUR_MAPS = Object.keys(CORNERS) as readonly ColourMapName[];

const made = new Map<string, ColourMap>();

/**
 * A colour map, by name or from black to a colour. The same array each time it is asked for.
 *
 * @param of a name, or a colour that the brightest samples get
 */
export function colourMap(of: ColourMapName | Colour): ColourMap {
  const name = String(of);
  const map = made.get(name) ?? between(typeof of === 'string' ? CORNERS[of] : [[0, 0, 0], of]);
  made.set(name, map);
  return map;
}

function between(corners: readonly Colour[]): ColourMap {
  const map = new Uint8Array(STEPS * 3);
  for (let i = 0; i < STEPS; i++) {
    const place = (i / (STEPS - 1)) * (corners.length - 1);
    const first = Math.min(Math.floor(place), corners.length - 2);
    for (let c = 0; c < 3; c++) {
      const from = corners[first]![c]!;
      map[i * 3 + c] = Math.round(from + (corners[first + 1]![c]! - from) * (place - first));
    }
  }
  return map;
}
