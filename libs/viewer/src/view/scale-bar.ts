/** A bar that shows a round length. */
export interface ScaleBar {
  /** Length in `unit`: 1, 2 or 5 times a power of ten. */
  readonly value: number;
  /** `px` where the pixel size is not known. */
  readonly unit: 'nm' | 'µm' | 'mm' | 'px';
  /** Length on the screen, in screen pixels. */
  readonly length: number;
  /** Such as `20 µm`. */
  readonly label: string;
}

/** How an image is shown. */
export interface ScaleBarInput {
  /** Screen pixels per image pixel. */
  readonly scale: number;
  /** The bar is at most so long, in screen pixels. */
  readonly longest: number;
  /** Width of an image pixel in µm; undefined where it is not known. */
  readonly pixelUm?: number | undefined;
}

const UNITS = [
  ['mm', 1000],
  ['µm', 1],
  ['nm', 0.001],
] as const;

const number = new Intl.NumberFormat('en');

/** The longest bar of a round length that fits. Where the pixel size is not known it is in whole pixels, at least 1. */
export function scaleBar({ scale, longest, pixelUm }: ScaleBarInput): ScaleBar {
  if (pixelUm === undefined || !(pixelUm > 0) || !Number.isFinite(pixelUm)) {
    const value = Math.max(1, roundBelow(longest / scale));
    return { value, unit: 'px', length: value * scale, label: `${number.format(value)} px` };
  }
  const um = roundBelow((longest / scale) * pixelUm);
  const [unit, inUm] = UNITS.find(([, size]) => um >= size) ?? UNITS[2];
  // Powers of ten below 1 are not exact: rounding takes the rest away.
  const value = Number((um / inUm).toPrecision(6));
  return { value, unit, length: (um / pixelUm) * scale, label: `${number.format(value)} ${unit}` };
}

/** The largest of 1, 2 and 5 times a power of ten that is not above a length. */
function roundBelow(length: number): number {
  const power = 10 ** Math.floor(Math.log10(length));
  const lead = length / power;
  return Number(((lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power).toPrecision(6));
}
