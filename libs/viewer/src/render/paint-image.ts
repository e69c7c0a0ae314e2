import { stepOf, stepTable, type ChannelDisplay } from '../image/channels.ts';
import { layoutOf, type SampleArray, type SampleLayout } from '../image/image-samples.ts';
import { MARGIN, type PixelLookup } from '../view/pixel-lookup.ts';
import type { Size } from '../view/view.ts';
import { BESIDE } from './look.ts';
import type { ImageLayer } from './scene.ts';

/** Red, green, blue and 255 of every pixel of a panel, row by row. */
export type Pixels = Uint8ClampedArray;

/** Where a panel is painted. */
export interface Canvas extends Size {
  readonly pixels: Pixels;
  readonly lookup: PixelLookup;
}

/** Paints the image of a panel, and one colour where there is none. */
export function paintImage(canvas: Canvas, image: ImageLayer | undefined): void {
  const layout = image && layoutOf(image.samples);
  const channels = image && layout ? image.channels.map((display) => painterOf(display, layout)) : [];
  const { pixels, width, height, lookup } = canvas;
  for (let j = 0; j < height; j++) {
    const row = lookup.rows[j + MARGIN]!;
    const start = j * width * 4;
    if (j > 0 && row === lookup.rows[j + MARGIN - 1]) {
      pixels.copyWithin(start, start - width * 4, start);
      continue;
    }
    paintRow(canvas, { row, start }, channels);
  }
}

interface Row {
  readonly row: number;
  /** Index of its first pixel. */
  readonly start: number;
}

function paintRow(
  { pixels, width, lookup: { columns } }: Canvas,
  { row, start }: Row,
  channels: readonly Painter[],
): void {
  for (let i = 0, at = start; i < width; i++, at += 4) {
    const column = columns[i + MARGIN]!;
    pixels[at + 3] = 255;
    if (row < 0 || column < 0) {
      pixels.set(BESIDE, at);
      continue;
    }
    let red = 0;
    let green = 0;
    let blue = 0;
    for (const { data, offset, down, right, step, map } of channels) {
      const colour = step(data[offset + row * down + column * right]!) * 3;
      red += map[colour]!;
      green += map[colour + 1]!;
      blue += map[colour + 2]!;
    }
    // Clamped arrays cut at 255.
    pixels[at] = red;
    pixels[at + 1] = green;
    pixels[at + 2] = blue;
  }
}

interface Painter extends Pick<SampleLayout, 'data' | 'offset' | 'down' | 'right'> {
  readonly map: Uint8Array;
  readonly step: (sample: number) => number;
}

function painterOf(display: ChannelDisplay, { data, offset, down, right, deep }: SampleLayout): Painter {
  return {
    data,
    offset: offset + display.channel * deep,
    down,
    right,
    map: display.map,
    step: stepper(display, data),
  };
}

const steppers = new WeakMap<ChannelDisplay, (sample: number) => number>();

/** Looks steps up where samples have 8 or 16 bits; a table is made once for each display. */
function stepper(display: ChannelDisplay, data: SampleArray): (sample: number) => number {
  const known = steppers.get(display);
  if (known) return known;
  const values = valuesOf(data);
  const table = values > 0 ? stepTable(display, values) : undefined;
  const step = table ? (sample: number) => table[sample]! : (sample: number) => stepOf(sample, display);
  steppers.set(display, step);
  return step;
}

/** Values that samples without a sign can have, where these are few. */
function valuesOf(data: SampleArray): number {
  if (data instanceof Uint8Array || data instanceof Uint8ClampedArray) return 2 ** 8;
  return data instanceof Uint16Array ? 2 ** 16 : 0;
}
