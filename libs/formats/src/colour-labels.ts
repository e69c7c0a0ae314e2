import { FormatError } from './format-error.ts';

/** The three colours of an image, row by row, each 0 … 255. */
export type ColourPlanes = readonly [red: ArrayLike<number>, green: ArrayLike<number>, blue: ArrayLike<number>];

/** Reads ids from colours: red + 256 green + 65,536 blue. */
export function packedIds([red, green, blue]: ColourPlanes): Uint32Array {
  const ids = new Uint32Array(red.length);
  for (let i = 0; i < ids.length; i++) ids[i] = red[i]! + 256 * green[i]! + 65_536 * blue[i]!;
  return ids;
}

/**
 * Gives every colour but black a number, in order of their first pixels.
 *
 * @throws FormatError NOT_LABELS if there are so many colours that it must be a picture
 */
export function distinctIds(planes: ColourPlanes): Uint32Array {
  const colours = packedIds(planes);
  const numberOf = new Map([[0, 0]]);
  for (let i = 0; i < colours.length; i++) {
    const colour = colours[i]!;
    let number = numberOf.get(colour);
    if (number === undefined) {
      number = numberOf.size;
      numberOf.set(colour, number);
      // A smoothed or photographic image has nearly as many colours as pixels.
      if (number > 65_535) {
        throw new FormatError(
          'NOT_LABELS',
          'The image has more than 65,535 colours, so they cannot stand for cells. Save the ids.',
        );
      }
    }
    colours[i] = number;
  }
  return colours;
}
