/** Red, green and blue, each 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/**
 * Okabe and Ito's colours, which people with any common colour vision can tell apart, without black, each in a
 * full and a lighter shade. Source: Okabe & Ito, Color Universal Design, 2008.
 */
const COLOURS: readonly Colour[] = [
  [230, 159, 0],
  [86, 180, 233],
  [0, 158, 115],
  [240, 228, 66],
  [0, 114, 178],
  [213, 94, 0],
  [204, 121, 167],
  [243, 207, 128],
  [171, 218, 244],
  [128, 207, 185],
  [128, 185, 217],
  [234, 175, 128],
  [230, 188, 211],
];

/** Every 5th of 13 colours: neighbours in number are neighbours in place, and get hues far apart. */
const STEP = 5;

/**
 * The colour of a cell, the same on every machine and in every view. Thirteen cells in a row have thirteen colours.
 *
 * @param cell number or id of the cell, from 1; 0, the background, is black
 */
export function cellColour(cell: number): Colour {
  return cell === 0 ? [0, 0, 0] : COLOURS[(cell * STEP) % COLOURS.length]!;
}
