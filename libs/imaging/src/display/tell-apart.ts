import type { Colour } from '@cellboard/labels';

/**
 * Linear red, green and blue as people see them who lack the cones for long or for middle waves: nearly all who are
 * colour-blind. Viénot, Brettel & Mollon, "Digital video colourmaps for checking the legibility of displays by
 * dichromats", Color Research & Application 24 (1999), 243–252.
 */
const DICHROMATS: readonly (readonly [Row, Row, Row])[] = [
  [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
];
type Row = readonly [number, number, number];

/** Distance of hue and saturation from which two colours look different at any brightness. */
const APART = 0.12;

/**
 * Whether the colour-blind, too, can tell two colours apart at any brightness: in a picture the
 * brightness says how strong a channel is, so it cannot say which channel it is.
 */
export function canTellApart(one: Colour, other: Colour): boolean {
  return DICHROMATS.every((rows) => {
    const [a, b] = [one, other].map((colour) => tintOf(seenBy(rows, colour))) as [Tint, Tint];
    return Math.hypot(a[0] - b[0], a[1] - b[1]) >= APART;
  });
}

function seenBy(rows: readonly [Row, Row, Row], colour: Colour): Row {
  const [red, green, blue] = colour.map(toLinear) as unknown as Row;
  return rows.map(([r, g, b]) => Math.max(0, r * red + g * green + b * blue)) as unknown as Row;
}

/** Of 8 bits in sRGB (IEC 61966-2-1). */
function toLinear(value: number): number {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

type Tint = readonly [number, number];

/** Both colour axes of OKLab (Ottosson, 2020) by lightness: the same at any brightness. */
function tintOf([red, green, blue]: Row): Tint {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  if (lightness <= 0) return [0, 0];
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return [a / lightness, b / lightness];
}
