import type { ImageSize } from '@cellboard/formats';
import { cellColour, outlines, type Colour, type LabelImage } from '@cellboard/labels';
import type { NdArray } from 'ndarray';
import { fromRaw, type RawImage } from './from-raw.ts';

/** How cells are drawn over their image. */
export interface OverlayStyle {
  /** Longest side of the overlay in pixels; it is never enlarged. */
  readonly maxSide: number;
  /** Colour of cell 1 … cellCount; without it, the palette of label images. */
  readonly colour?: (cell: number) => Colour;
  /** Opacity of the inside of a cell, 0 … 1. */
  readonly fill?: number;
  /** Opacity of a cell's outline, 0 … 1. */
  readonly outline?: number;
  /** What no score looks at, hatched in grey; made by {@link shrinkMask} for the same longest side. */
  readonly ignored?: SmallMask;
}

/** A mask in the size of an overlay. */
export interface SmallMask {
  readonly width: number;
  readonly height: number;
  /** Not 0 where it is marked, row by row. */
  readonly data: Uint8Array;
}

/** Grey between black fluorescence and white brightfield; stripes of two pixels, with a faint ground between them. */
const HATCH = { grey: 128, period: 6, stripe: 2, opacity: 0.8, ground: 0.3 } as const;

/**
 * Draws the cells of a label image as a transparent WebP: each with its colour, filled faintly, outlined strongly.
 *
 * The outline is drawn from the full-size label image, so that a cell of any size stays visible however small
 * the overlay is.
 */
export async function encodeOverlay(labels: LabelImage, style: OverlayStyle): Promise<Uint8Array> {
  return (await fromRaw(drawOverlay(labels, style))).webp({ lossless: true }).toBuffer();
}

/** The pixels of {@link encodeOverlay}: red, green, blue, opacity. */
export function drawOverlay(labels: LabelImage, style: OverlayStyle): RawImage {
  const { maxSide, colour = cellColour, fill = 0.25, outline = 1, ignored } = style;
  const source = pixelsOf(labels);
  const { width, height } = smallSize(source, maxSide);
  const data = new Uint8Array(width * height * 4);
  const painter = (opacity: number) => (target: number, cell: number) => {
    data.set([...colour(cell), Math.round(opacity * 255)], target * 4);
  };
  paintInside(source, { width, height, paint: painter(fill) });
  paintOutline(source, { width, height, paint: painter(outline) });
  if (ignored) hatch(data, ignored);
  return { data, width, height, channels: 4 };
}

/**
 * Shrinks a mask to the size of an overlay: each pixel is the one under its middle.
 *
 * @param mask of shape [height, width], row by row; pixels other than 0 are marked
 */
export function shrinkMask(
  { data, shape }: NdArray<Uint8Array | Uint16Array | Uint32Array>,
  maxSide: number,
): SmallMask {
  const [sourceHeight = 0, sourceWidth = 0] = shape;
  const { width, height } = smallSize({ width: sourceWidth, height: sourceHeight }, maxSide);
  const small = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * sourceHeight) / height) * sourceWidth;
    for (let x = 0; x < width; x++) {
      if (data[row + Math.floor(((x + 0.5) * sourceWidth) / width)] !== 0) small[y * width + x] = 1;
    }
  }
  return { width, height, data: small };
}

function smallSize({ width, height }: ImageSize, maxSide: number): ImageSize {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Cells stay visible between the stripes. */
function hatch(data: Uint8Array, { width, data: marked }: SmallMask): void {
  const { grey, period, stripe, opacity, ground } = HATCH;
  for (let at = 0; at < marked.length; at++) {
    if (marked[at] === 0) continue;
    const isStripe = ((at % width) + Math.floor(at / width)) % period < stripe;
    const isBare = data[at * 4 + 3] === 0;
    if (isStripe || isBare) data.set([grey, grey, grey, Math.round((isStripe ? opacity : ground) * 255)], at * 4);
  }
}

interface Source {
  readonly border: Uint8Array;
  readonly cells: Uint16Array | Uint32Array;
  readonly width: number;
  readonly height: number;
}

interface Target {
  readonly width: number;
  readonly height: number;
  readonly paint: (target: number, cell: number) => void;
}

function pixelsOf(labels: LabelImage): Source {
  const [height = 0, width = 0] = labels.pixels.shape;
  return { cells: labels.pixels.data, border: outlines(labels).data, width, height };
}

/** Takes the label pixel under the middle of each overlay pixel. */
function paintInside(source: Source, { width, height, paint }: Target): void {
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * source.height) / height) * source.width;
    for (let x = 0; x < width; x++) {
      const cell = source.cells[row + Math.floor(((x + 0.5) * source.width) / width)]!;
      if (cell !== 0) paint(y * width + x, cell);
    }
  }
}

/** Marks each overlay pixel that has a border pixel of a cell under it. */
function paintOutline(source: Source, { width, height, paint }: Target): void {
  for (let y = 0; y < source.height; y++) {
    const targetRow = Math.floor((y * height) / source.height) * width;
    for (let x = 0; x < source.width; x++) {
      const at = y * source.width + x;
      if (source.border[at] === 0) continue;
      paint(targetRow + Math.floor((x * width) / source.width), source.cells[at]!);
    }
  }
}
