import { sizeOf } from '@cellboard/labels';

import { FLAGS, STATUS_BITS } from '../cells/cell-table.ts';
import { PERIOD } from '../cells/status.ts';
import { MARGIN, type PixelLookup } from '../view/pixel-lookup.ts';
import type { Size } from '../view/view.ts';
import { DASHES, HALO, HATCH, HATCH_STEP, HATCHES, lineWidths, PHASE, type LineWidths } from './look.ts';
import type { Canvas } from './paint-image.ts';
import type { CellLayer } from './scene.ts';

const { min } = Math;

/** Distances are counted up to here: no line is wider. */
const FAR = MARGIN + 1;

/** The cell at each pixel of a panel and of a margin around it, and how far the next other cell is. */
interface Grid extends Size {
  readonly cells: Uint32Array;
  /** Pixels to the left or right, whichever is nearer, to one of another cell; at most {@link FAR}. */
  readonly across: Uint8Array;
  /** The same up or down. */
  readonly along: Uint8Array;
}

/** The number of the cell at each pixel of a panel, 0 for none. */
export function cellsUnder(layer: CellLayer, lookup: PixelLookup, { width, height }: Size): Uint32Array {
  const grid = gridOf(layer, lookup);
  const found = new Uint32Array(width * height);
  for (let j = 0; j < height; j++) {
    const from = (j + MARGIN) * grid.width + MARGIN;
    found.set(grid.cells.subarray(from, from + width), j * width);
  }
  return found;
}

/** Paints the cells of a layer over what is there: fillings, hatching, and outlines with a dark border. */
export function paintCells(canvas: Canvas, layer: CellLayer, unit: number): void {
  const { width, height, lookup } = canvas;
  const grid = gridOf(layer, lookup);
  measure(grid);
  const brush = new Brush(canvas, layer, lineWidths(layer, { unit }));
  for (let j = 0; j < height; j++) {
    brush.row = j;
    for (let i = 0, at = (j + MARGIN) * grid.width + MARGIN; i < width; i++, at++) brush.paint(grid, at, i);
  }
}

function gridOf({ labels }: CellLayer, { columns, rows }: PixelLookup): Grid {
  const [width, height] = [columns.length, rows.length];
  const cells = new Uint32Array(width * height);
  const { data } = labels.pixels;
  const [, stride] = sizeOf(labels);
  for (let j = 0; j < height; j++) {
    const row = rows[j]!;
    const start = j * width;
    if (row < 0) continue;
    if (j > 0 && row === rows[j - 1]) {
      cells.copyWithin(start, start - width, start);
      continue;
    }
    for (let i = 0; i < width; i++) if (columns[i]! >= 0) cells[start + i] = data[row * stride + columns[i]!]!;
  }
  return { width, height, cells, across: new Uint8Array(cells.length), along: new Uint8Array(cells.length) };
}

/** Measures distances in two walks: from the top left, and back. */
function measure(grid: Grid): void {
  measureForth(grid);
  measureBack(grid);
}

function measureForth({ width, cells, across, along }: Grid): void {
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]!;
    across[at] = at > 0 && cells[at - 1] === cell ? min(FAR, across[at - 1]! + 1) : 1;
    along[at] = at >= width && cells[at - width] === cell ? min(FAR, along[at - width]! + 1) : 1;
  }
}

/** Replaces the distances that are shorter from the other side. Those are kept apart, for a row only. */
function measureBack({ width, cells, across, along }: Grid): void {
  const below = new Uint8Array(width);
  let right = 0;
  for (let at = cells.length - 1; at >= 0; at--) {
    const cell = cells[at]!;
    const column = at % width;
    // Behind the last pixel is no cell, not even background.
    right = cells[at + 1] === cell ? min(FAR, right + 1) : 1;
    below[column] = cells[at + width] === cell ? min(FAR, below[column]! + 1) : 1;
    if (right < across[at]!) across[at] = right;
    if (below[column] < along[at]!) along[at] = below[column];
  }
}

/** Paints single pixels of a layer. */
class Brush {
  /** The row of the panel that is painted. */
  row = 0;
  readonly #canvas: Canvas;
  readonly #table: Uint8Array;
  readonly #widths: LineWidths;

  constructor(canvas: Canvas, { table }: CellLayer, widths: LineWidths) {
    this.#canvas = canvas;
    this.#table = table;
    this.#widths = widths;
  }

  /** Paints pixel i of the row, which is pixel `at` of the grid. */
  paint(grid: Grid, at: number, i: number): void {
    const cell = grid.cells[at]!;
    const distance = min(grid.across[at]!, grid.along[at]!);
    const to = (this.row * this.#canvas.width + i) * 4;
    const flags = this.#table[4 * cell + 3]!;
    const { unit, fill } = this.#widths;
    if (cell === 0 || (flags & FLAGS.hidden) !== 0) {
      if (distance <= unit && this.#hasLine(neighbourAt(grid, at, distance))) this.#blend(to, 0, HALO);
      return;
    }
    const width = this.#width(flags);
    if (width > 0 && distance <= width + unit) {
      const isDrawn = distance <= width && this.#isDash(flags, i, grid.across[at]! <= grid.along[at]!);
      this.#blend(to, isDrawn ? cell : 0, isDrawn ? 255 : HALO);
    } else if (fill > 0) {
      this.#blend(to, cell, this.#isHatched(flags, i) ? HATCH : fill);
    }
  }

  /** Whether pixel i of an outline is on a dash: counted down an upright outline, across a lying one. */
  #isDash(flags: number, i: number, isUpright: boolean): boolean {
    const { originX, originY } = this.#canvas.lookup;
    const { unit } = this.#widths;
    const place = (isUpright ? this.row - originY : i - originX) + PHASE * unit;
    return ((DASHES[flags & STATUS_BITS]! >> (Math.floor(place / unit) % PERIOD)) & 1) === 1;
  }

  /** Width of the line of a cell in screen pixels. */
  #width(flags: number): number {
    const { line, selected, unit, widest } = this.#widths;
    const added = ((flags & FLAGS.selected) !== 0 ? selected : 0) + ((flags & FLAGS.hovered) !== 0 ? unit : 0);
    return min(widest, line + added);
  }

  #hasLine(cell: number): boolean {
    const flags = this.#table[4 * cell + 3]!;
    return cell > 0 && (flags & FLAGS.hidden) === 0 && this.#width(flags) > 0;
  }

  #isHatched(flags: number, i: number): boolean {
    const rising = HATCHES[flags & STATUS_BITS]!;
    if (rising === 0) return false;
    const { originX, originY } = this.#canvas.lookup;
    const { unit } = this.#widths;
    const place = i - originX + rising * (this.row - originY) + PHASE * unit;
    return Math.floor(place / unit) % HATCH_STEP === 0;
  }

  /** Covers a pixel with the colour of a cell, or with black for cell 0. */
  #blend(to: number, cell: number, share: number): void {
    const { pixels } = this.#canvas;
    const from = cell * 4;
    for (let c = 0; c < 3; c++) {
      const colour = cell === 0 ? 0 : this.#table[from + c]!;
      pixels[to + c] = Math.floor((pixels[to + c]! * (255 - share) + colour * share + 127) / 255);
    }
  }
}

/** The cell at the given distance that differs; the order of directions is that of the shader. */
function neighbourAt({ cells, width }: Grid, at: number, distance: number): number {
  const own = cells[at]!;
  for (const step of [-1, 1, -width, width]) {
    const other = cells[at + step * distance]!;
    if (other !== own) return other;
  }
  return own;
}
