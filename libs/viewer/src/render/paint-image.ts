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
    paintRow(canvas, { pixels, row, start, channels });
  }
}

interface Row {
  readonly pixels: Pixels;
  /** Of the image. */
  readonly row: number;
  /** Index of its first pixel. */
  readonly start: number;
  readonly channels: readonly Painter[];
}

function paintRow({ width, lookup: { columns } }: Canvas, of: Row): void {
  const { pixels, row, start } = of;
  let before = -2;
  for (let i = 0, at = start; i < width; i++, at += 4) {
    const column = columns[i + MARGIN]!;
    if (column === before) {
      // A pixel that is enlarged has the same colour again.
      pixels[at] = pixels[at - 4]!;
      pixels[at + 1] = pixels[at - 3]!;
      pixels[at + 2] = pixels[at - 2]!;
    } else if (row < 0 || column < 0) {
      pixels.set(BESIDE, at);
    } else {
      paintPixel(of, at, column);
    }
    pixels[at + 3] = 255;
    before = column;
  }
}

/** Adds up the channels of a pixel. */
function paintPixel({ pixels, row, channels }: Row, at: number, column: number): void {
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let k = 0; k < channels.length; k++) {
    const { display, table, map, data, offset, down, right } = channels[k]!;
    const sample = data[offset + row * down + column * right]!;
    const colour = (table ? table[sample]! : stepOf(sample, display)) * 3;
    red += map[colour]!;
    green += map[colour + 1]!;
    blue += map[colour + 2]!;
  }
  // Clamped arrays cut at 255.
  pixels[at] = red;
  pixels[at + 1] = green;
  pixels[at + 2] = blue;
}

interface Painter extends Pick<SampleLayout, 'data' | 'offset' | 'down' | 'right'> {
  readonly display: ChannelDisplay;
  readonly map: Uint8Array;
  /** The step of every sample; none where there are too many of them. */
  readonly table: Uint8Array | undefined;
}

function painterOf(display: ChannelDisplay, { data, offset, down, right, deep }: SampleLayout): Painter {
  return {
    display,
    data,
    offset: offset + display.channel * deep,
    down,
    right,
    map: display.map,
    table: tableOf(display, data),
  };
}

const tables = new WeakMap<ChannelDisplay, Uint8Array>();

/** Steps are looked up where samples have 8 or 16 bits; a table is made once for each display. */
function tableOf(display: ChannelDisplay, data: SampleArray): Uint8Array | undefined {
  const values = valuesOf(data);
  if (values === 0) return undefined;
  let table = tables.get(display);
  if (table?.length !== values) tables.set(display, (table = stepTable(display, values)));
  return table;
}

/** Values that samples without a sign can have, where these are few. */
function valuesOf(data: SampleArray): number {
  if (data instanceof Uint8Array || data instanceof Uint8ClampedArray) return 2 ** 8;
  return data instanceof Uint16Array ? 2 ** 16 : 0;
}
