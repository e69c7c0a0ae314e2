import { sizeOf } from '@cellboard/labels';

import { FLAGS, STATUS_BITS, type CellTable } from '../cells/cell-table.ts';
import { PERIOD } from '../cells/status.ts';
import { MARGIN, type PixelLookup } from '../view/pixel-lookup.ts';
import type { Size } from '../view/view.ts';
import { DASHES, HALO, HATCH, HATCH_STEP, HATCHES, lineWidths, PHASE, type LineWidths } from './look.ts';
import type { Canvas, Pixels } from './paint-image.ts';
import type { CellLayer } from './scene.ts';

/** The cell at each pixel of a panel and of a margin around it. */
interface Grid {
  readonly cells: Uint32Array;
  /** Pixels of a row. */
  readonly width: number;
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
  const { width, height, lookup, pixels } = canvas;
  const grid = gridOf(layer, lookup);
  const brush: Brush = { grid, pixels, lookup, table: layer.table, widths: lineWidths(layer, { unit }) };
  for (let j = 0; j < height; j++) {
    const at = (j + MARGIN) * grid.width + MARGIN;
    for (let i = 0; i < width; i++) paintPixel(brush, at + i, (j * width + i) * 4);
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
  return { width, cells };
}

/** What the pixels of a layer are painted with. */
interface Brush {
  readonly grid: Grid;
  readonly pixels: Pixels;
  readonly lookup: PixelLookup;
  readonly table: CellTable;
  readonly widths: LineWidths;
}

/** Paints pixel `at` of the grid, which is at index `to` of the panel's bytes. */
function paintPixel(brush: Brush, at: number, to: number): void {
  const { grid, pixels, table, widths } = brush;
  const cell = grid.cells[at]!;
  const flags = table[4 * cell + 3]!;
  if (cell === 0 || (flags & FLAGS.hidden) !== 0) {
    const distance = distanceAt(grid, at, widths.unit);
    if (distance !== 0 && hasLine(brush, neighbourAt(grid, at, distance))) darken(pixels, to);
    return;
  }
  const width = widthOf(widths, flags);
  const distance = width > 0 ? distanceAt(grid, at, width + widths.unit) : 0;
  if (distance === 0) {
    if (widths.fill > 0) fill(brush, at, to);
  } else if (Math.abs(distance) <= width && isDash(brush, at, distance > 0)) {
    pixels[to] = table[4 * cell]!;
    pixels[to + 1] = table[4 * cell + 1]!;
    pixels[to + 2] = table[4 * cell + 2]!;
  } else {
    darken(pixels, to);
  }
}

/**
 * How many pixels away the next pixel of another cell is: positive where it is to the left or right, negative where it
 * is above or below, 0 where there is none within reach.
 */
function distanceAt({ cells, width }: Grid, at: number, reach: number): number {
  const cell = cells[at]!;
  for (let k = 1; k <= reach; k++) {
    if (cells[at - k] !== cell || cells[at + k] !== cell) return k;
    if (cells[at - k * width] !== cell || cells[at + k * width] !== cell) return -k;
  }
  return 0;
}

/** The cell at a distance that differs; the order of directions is that of the shader. */
function neighbourAt({ cells, width }: Grid, at: number, distance: number): number {
  const step = distance > 0 ? distance : -distance * width;
  return cells[at - step] === cells[at] ? cells[at + step]! : cells[at - step]!;
}

/** Width of the line of a cell in screen pixels. */
function widthOf({ line, selected, unit, widest }: LineWidths, flags: number): number {
  const added = ((flags & FLAGS.selected) !== 0 ? selected : 0) + ((flags & FLAGS.hovered) !== 0 ? unit : 0);
  return Math.min(widest, line + added);
}

function hasLine({ table, widths }: Brush, cell: number): boolean {
  const flags = table[4 * cell + 3]!;
  return cell > 0 && (flags & FLAGS.hidden) === 0 && widthOf(widths, flags) > 0;
}

/** Whether a pixel of an outline is on a dash: counted down an upright outline, across a lying one. */
function isDash({ grid, lookup, table, widths }: Brush, at: number, isUpright: boolean): boolean {
  const column = (at % grid.width) - MARGIN;
  const row = Math.floor(at / grid.width) - MARGIN;
  const place = (isUpright ? row - lookup.originY : column - lookup.originX) + PHASE * widths.unit;
  const flags = table[4 * grid.cells[at]! + 3]!;
  return ((DASHES[flags & STATUS_BITS]! >> (Math.floor(place / widths.unit) % PERIOD)) & 1) === 1;
}

function isHatched({ grid, lookup, widths }: Brush, at: number, rising: number): boolean {
  const column = (at % grid.width) - MARGIN;
  const row = Math.floor(at / grid.width) - MARGIN;
  const place = column - lookup.originX + rising * (row - lookup.originY) + PHASE * widths.unit;
  return Math.floor(place / widths.unit) % HATCH_STEP === 0;
}

/** Covers a pixel with the colour of a cell; see `blend` of the shader. */
function fill(brush: Brush, at: number, to: number): void {
  const { pixels, table, grid } = brush;
  const from = 4 * grid.cells[at]!;
  const rising = HATCHES[table[from + 3]! & STATUS_BITS]!;
  const share = rising !== 0 && isHatched(brush, at, rising) ? HATCH : brush.widths.fill;
  const left = 255 - share;
  pixels[to] = ((pixels[to]! * left + table[from]! * share + 127) / 255) | 0;
  pixels[to + 1] = ((pixels[to + 1]! * left + table[from + 1]! * share + 127) / 255) | 0;
  pixels[to + 2] = ((pixels[to + 2]! * left + table[from + 2]! * share + 127) / 255) | 0;
}

/** What a pixel of 0 to 255 becomes in the dark border of an outline. */
const DARK = Uint8Array.from({ length: 256 }, (_, value) => Math.floor((value * (255 - HALO) + 127) / 255));

function darken(pixels: Pixels, to: number): void {
  pixels[to] = DARK[pixels[to]!]!;
  pixels[to + 1] = DARK[pixels[to + 1]!]!;
  pixels[to + 2] = DARK[pixels[to + 2]!]!;
}
