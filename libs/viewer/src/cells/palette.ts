import { cellColour, type Colour } from '@cellboard/labels';

/** Colours that people with any common colour vision tell apart, see `cellColour` of labels. */
const BEST = 13;

/** Turns of the colour circle between one further colour and the next: no two come near each other for long. */
const GOLDEN = 0.618_033_988_75;

/**
 * The colour of a number from 0, another for each of the first thousands. The first 13 are the palette of labels; what
 * needs more gets hues between them.
 */
export function paletteColour(index: number): Colour {
  if (index < BEST) return cellColour(index + 1);
  const further = index - BEST;
  const lightness = 0.45 + 0.05 * (Math.floor(further / 64) % 8);
  return fromHue((further * GOLDEN) % 1, lightness, 0.9 - 0.1 * (Math.floor(further / 512) % 6));
}

/** Red, green and blue of a hue (0 to 1), by the hexagon of HSL. */
function fromHue(hue: number, lightness: number, saturation: number): Colour {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const part = (shift: number): number => {
    const k = (shift + hue * 12) % 12;
    return Math.round(255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [part(0), part(8), part(4)];
}
