import { FormatError, NoArea } from '../format-error.ts';
import type { ImageSize } from '../image-size.ts';
import type { CellShape, EmitSpan } from '../shapes/paint-cells.ts';
import { fillPolygon, toRing, type Ring } from '../shapes/polygon.ts';
import { readShapePath } from './roi-path.ts';

/** What an ImageJ region is: an area, or a line or point, which no cell can be. */
export type Roi =
  | { readonly kind: 'polygon'; readonly rings: readonly Ring[] }
  | {
      readonly kind: 'oval';
      readonly left: number;
      readonly top: number;
      readonly right: number;
      readonly bottom: number;
    }
  | { readonly kind: 'line' };

const HEADER = 64;
const SUB_PIXEL = 128;

/** Where the numbers of the plane stand: in the header, and in a second one of stacks with several axes. */
const [POSITION, HEADER_2] = [56, 60];

/** Numbers of the region types (ImageJ, RoiDecoder.java). */
const Type = { polygon: 0, rectangle: 1, oval: 2, noRoi: 6, freehand: 7, traced: 8, point: 10 } as const;

/** Begins with "Iout". */
export function isRoi(bytes: Uint8Array): boolean {
  return bytes[0] === 0x49 && bytes[1] === 0x6f && bytes[2] === 0x75 && bytes[3] === 0x74;
}

/**
 * Reads an ImageJ region (.roi; ImageJ, RoiDecoder.java): polygons, freehand, traced, rectangles, ovals and composed
 * shapes.
 *
 * @throws FormatError CORRUPT or TRUNCATED
 */
export function readRoi(bytes: Uint8Array): Roi {
  const { view, version, type, box } = readHeader(bytes);
  const { left, top, right, bottom } = box;
  const shapeSize = view.getInt32(36);
  if (shapeSize > 0) return { kind: 'polygon', rings: readShapePath(view, shapeSize) };
  switch (type) {
    case Type.rectangle:
      return { kind: 'polygon', rings: [toRing([left, top, right, top, right, bottom, left, bottom])] };
    case Type.oval:
      return { kind: 'oval', ...box };
    case Type.polygon:
    case Type.freehand:
    case Type.traced:
      return { kind: 'polygon', rings: [readPoints(view, { version, left, top })] };
    default:
      return { kind: 'line' };
  }
}

/** More slices than any stack has. */
const MOST_SLICES = 1_000_000;

/**
 * The plane that a region lies on (ImageJ, RoiDecoder.java): its slice and frame, or else its position in the stack.
 *
 * @returns undefined if it belongs to all planes
 */
export function roiPlane(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const second = view.byteLength >= HEADER ? view.getInt32(HEADER_2) : 0;
  const at = (offset: number) =>
    second >= HEADER && second + offset + 4 <= view.byteLength ? Math.max(0, view.getInt32(second + offset)) : 0;
  const [slice, frame] = [at(8), at(12)];
  const plane =
    slice + frame > 0 ? frame * MOST_SLICES + slice : view.byteLength >= HEADER ? view.getInt32(POSITION) : 0;
  return plane > 0 ? plane : undefined;
}

function readHeader(bytes: Uint8Array) {
  if (!isRoi(bytes))
    throw new FormatError('CORRUPT', 'The region does not begin with "Iout", so it is not an ImageJ region.');
  if (bytes.length < HEADER)
    throw new FormatError('TRUNCATED', `The ImageJ region ends after ${bytes.length} bytes, inside its header.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getInt16(4);
  const type = view.getUint8(6);
  if (version < 0 || type > Type.point) {
    throw new FormatError('CORRUPT', `The ImageJ region has version ${version} and type ${type}, which do not exist.`);
  }
  const box = { top: view.getInt16(8), left: view.getInt16(10), bottom: view.getInt16(12), right: view.getInt16(14) };
  if (box.right < box.left || box.bottom < box.top) {
    throw new FormatError(
      'CORRUPT',
      `The ImageJ region reaches from (${box.left}, ${box.top}) back to (${box.right}, ${box.bottom}).`,
    );
  }
  return { view, version, type, box };
}

/** Whole numbers from the region's corner, or since version 222 fractions from the image's. */
function readPoints(view: DataView, { version, left, top }: { version: number; left: number; top: number }): Ring {
  const count = view.getUint16(16);
  const subPixel = version >= 222 && (view.getUint16(50) & SUB_PIXEL) !== 0;
  const end = HEADER + count * (subPixel ? 12 : 4);
  if (end > view.byteLength) {
    throw new FormatError(
      'TRUNCATED',
      `The ImageJ region has ${count} points, but ends after ${view.byteLength} of ${end} bytes.`,
    );
  }
  const points: number[] = [];
  for (let i = 0; i < count; i++) {
    if (subPixel) {
      const at = HEADER + count * 4 + i * 4;
      points.push(view.getFloat32(at), view.getFloat32(at + count * 4));
    } else {
      const at = HEADER + i * 2;
      points.push(left + view.getInt16(at), top + view.getInt16(at + count * 2));
    }
  }
  return toRing(points);
}

/**
 * A region as cell.
 *
 * @throws NoArea for a line or point
 */
export function roiShape(roi: Roi, id: number): CellShape {
  if (roi.kind === 'line') {
    throw new NoArea('The ImageJ region is a line or point, which has no area. Outline each cell.');
  }
  if (roi.kind === 'oval')
    return {
      id,
      spans: (size, emit) => {
        fillOval(roi, size, emit);
      },
    };
  return {
    id,
    spans: (size, emit) => {
      fillPolygon(roi.rings, size, emit);
    },
  };
}

/** A pixel belongs to an oval when its centre does. */
function fillOval(oval: Extract<Roi, { kind: 'oval' }>, { width, height }: ImageSize, emit: EmitSpan): void {
  const [a, b] = [(oval.right - oval.left) / 2, (oval.bottom - oval.top) / 2];
  const [x, y] = [oval.left + a, oval.top + b];
  for (let row = Math.max(0, oval.top); row < Math.min(height, oval.bottom); row++) {
    const half = a * Math.sqrt(Math.max(0, 1 - ((row + 0.5 - y) / b) ** 2));
    const from = Math.max(0, Math.ceil(x - half - 0.5));
    const to = Math.min(width, Math.floor(x + half - 0.5) + 1);
    if (to > from) emit(row, from, to);
  }
}

/** The points of a region, for the size of an image that holds it. */
export function roiPoints(roi: Roi): readonly ArrayLike<number>[] {
  if (roi.kind === 'polygon') return roi.rings;
  return roi.kind === 'oval' ? [[roi.right, roi.bottom]] : [];
}
