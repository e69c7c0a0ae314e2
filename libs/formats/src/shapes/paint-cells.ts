import { FormatError } from '../format-error.ts';
import type { ImageSize } from '../image-size.ts';
import type { LabelRaster } from '../label-raster.ts';
import { checkSize } from '../limits.ts';
import type { OverlapRule } from '../overlap-rule.ts';

/** Takes the pixels `from` to `to` (not included) of a row, all inside the image; there may be none. */
export type EmitSpan = (row: number, from: number, to: number) => void;

/** A cell described by its shape. */
export interface CellShape {
  /** 1 … 2^32 − 1. */
  readonly id: number;
  /** Gives all pixels of the cell inside an image of this size; the same pixel may come twice. */
  readonly spans: (size: ImageSize, emit: EmitSpan) => void;
}

/** Steps are pixels painted and spans given; real cells take little more than one for every pixel of the image. */
const STEPS_PER_PIXEL = 16;

/** Enough for a small image of cells that are mere lines. */
const FEWEST_STEPS = 1_000_000;

/** A few seconds of work. */
const MOST_STEPS = 2 ** 28;

/**
 * Paints cells into a label image.
 *
 * @throws FormatError TOO_LARGE for an image beyond the limits or cells that take too long to paint, OVERLAP if the
 *   rule is to refuse and two cells share a pixel
 */
export function paintCells(cells: readonly CellShape[], size: ImageSize, rule: OverlapRule = 'later'): LabelRaster {
  const { width, height } = size;
  checkSize(width, height);
  const values = new Uint32Array(width * height);
  const ordered = rule === 'smaller' || rule === 'larger' ? byArea(cells, size, rule) : cells;
  const budget = newBudget(size);
  for (const { id, spans } of ordered) {
    spans(size, (row, from, to) => {
      budget(to - from);
      const start = row * width;
      if (rule === 'refuse') checkFree(values.subarray(start + from, start + to), { id, row, from });
      values.fill(id, start + from, start + to);
    });
  }
  return { values, width, height };
}

/**
 * Paints outlines, which may lie outside the image: those without a pixel in it are left out and noted.
 *
 * @throws FormatError NOT_LABELS if all lie outside; and as {@link paintCells}
 */
export function paintOutlines(cells: readonly CellShape[], size: ImageSize, rule?: OverlapRule): LabelRaster {
  const inside = cells.map(() => false);
  const watched = cells.map(({ id, spans }, i) => ({
    id,
    spans: (of: ImageSize, emit: EmitSpan) => {
      spans(of, (row, from, to) => {
        if (to > from) inside[i] = true;
        emit(row, from, to);
      });
    },
  }));
  const raster = paintCells(watched, size, rule);
  const outside = inside.filter((is) => !is).length;
  const notes = hiddenAmong(cells.length - outside, raster);
  if (outside === 0) return { ...raster, notes };
  const image = `the image of ${size.width}×${size.height} pixels`;
  const advice = 'Check that x and y are not swapped, and that the outlines belong to this image.';
  if (outside === cells.length)
    throw new FormatError('NOT_LABELS', `None of the ${outside} outlines has a pixel in ${image}. ${advice}`);
  const were = outside === 1 ? 'outline has no pixel' : 'outlines have no pixel';
  return { ...raster, notes: [...notes, `${outside} of ${cells.length} ${were} in ${image}. ${advice}`] };
}

/** Notes how many of so many painted cells no pixel is left of. */
function hiddenAmong(painted: number, { values }: LabelRaster): string[] {
  const left = new Set<number>();
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value !== 0 && value !== values[i - 1]) left.add(value);
  }
  const hidden = painted - left.size;
  if (hidden <= 0) return [];
  const [lie, them] = hidden === 1 ? ['outline lies', 'it counts'] : ['outlines lie', 'they count'];
  return [
    `${hidden} of ${painted} ${lie} wholly under others, so that ${them} as no cell. Check that no cell is in the file twice.`,
  ];
}

/** What is painted last wins, so the winners come last. */
function byArea(cells: readonly CellShape[], size: ImageSize, rule: 'smaller' | 'larger'): CellShape[] {
  const budget = newBudget(size);
  const measured = cells.map((cell) => {
    let area = 0;
    cell.spans(size, (_row, from, to) => {
      budget(to - from);
      area += to - from;
    });
    return { cell, area };
  });
  measured.sort((a, b) => (rule === 'smaller' ? b.area - a.area : a.area - b.area));
  return measured.map(({ cell }) => cell);
}

function newBudget({ width, height }: ImageSize): (pixels: number) => void {
  const steps = Math.min(Math.max(STEPS_PER_PIXEL * width * height, FEWEST_STEPS), MOST_STEPS);
  let left = steps;
  return (pixels) => {
    left -= 1 + pixels;
    if (left < 0) {
      throw new FormatError(
        'TOO_LARGE',
        `The cells overlap so much, or are so finely drawn, that painting them takes more than ${steps} steps. Simplify them.`,
      );
    }
  };
}

function checkFree(pixels: Uint32Array, { id, row, from }: { id: number; row: number; from: number }): void {
  const at = pixels.findIndex((other) => other !== 0 && other !== id);
  if (at < 0) return;
  throw new FormatError(
    'OVERLAP',
    `Cells ${pixels[at]} and ${id} both claim the pixel (row ${row}, column ${from + at}). Choose which one keeps it: later, smaller or larger.`,
  );
}

/** The smallest image from the corner (0, 0) that holds all points; at least one pixel. */
export function extentOf(points: Iterable<ArrayLike<number>>): ImageSize {
  let width = 1;
  let height = 1;
  for (const ring of points) {
    for (let i = 0; i + 1 < ring.length; i += 2) {
      width = Math.max(width, Math.ceil(ring[i]!));
      height = Math.max(height, Math.ceil(ring[i + 1]!));
    }
  }
  return { width, height };
}
