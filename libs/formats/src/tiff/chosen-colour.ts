import type { Colour } from '@cellboard/labels';

/** The colour of a channel as a file has it; undefined for white and black, which programs write where nobody chose one. */
export function chosenColour([red, green, blue]: Colour): Colour | undefined {
  const sum = red + green + blue;
  return sum === 0 || sum === 3 * 255 ? undefined : [red, green, blue];
}
