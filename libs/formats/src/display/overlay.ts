import { cellColour, outlines, type Colour, type LabelImage } from '@cellboard/labels';
import { fromRaw, type RawImage } from '../sharp.ts';

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
}

/**
 * Draws the cells of a label image as a transparent WebP: each with its colour, filled faintly, outlined strongly.
 *
 * The outline is drawn from the full-size label image, so that a cell of any size stays visible however small
 * the overlay is.
 */
export async function encodeOverlay(labels: LabelImage, style: OverlayStyle): Promise<Uint8Array> {
  return fromRaw(drawOverlay(labels, style)).webp({ lossless: true }).toBuffer();
}

/** The pixels of {@link encodeOverlay}: red, green, blue, opacity. */
export function drawOverlay(labels: LabelImage, style: OverlayStyle): RawImage {
  const { maxSide, colour = cellColour, fill = 0.25, outline = 1 } = style;
  const source = pixelsOf(labels);
  const scale = Math.min(1, maxSide / Math.max(source.width, source.height));
  const width = Math.max(1, Math.round(source.width * scale));
  const height = Math.max(1, Math.round(source.height * scale));
  const data = new Uint8Array(width * height * 4);
  const painter = (opacity: number) => (target: number, cell: number) => {
    data.set([...colour(cell), Math.round(opacity * 255)], target * 4);
  };
  paintInside(source, { width, height, paint: painter(fill) });
  paintOutline(source, { width, height, paint: painter(outline) });
  return { data, width, height, channels: 4 };
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
