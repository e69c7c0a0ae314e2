import type { LabelImage } from '@cellboard/labels';
import { encodeArchive } from '../archive/write-archive.ts';
import { traceCells, type CellPart } from '../shapes/trace-cells.ts';

const HEADER = 64;
const VERSION = 227;
const TRACED = 8;
const RECTANGLE = 1;
const MOVE = 0;
const LINE = 1;
const CLOSE = 4;

/** Points of a traced region, whose number has 16 bits. */
const MAX_POINTS = 65_535;

/**
 * Writes cells as an ImageJ region set (zip), each along the borders of its pixels and named by its id. A cell of one
 * part without holes becomes a traced region, every other a composed one. Reading the file again gives the same
 * pixels.
 */
export function encodeRoiSet(image: LabelImage): Uint8Array {
  const digits = String(image.ids[image.cellCount] ?? 0).length;
  const files = traceCells(image).map((parts, i) => {
    const name = `${String(image.ids[i + 1]).padStart(digits, '0')}.roi`;
    return [name, encodeRoi(parts)] as const;
  });
  return encodeArchive(Object.fromEntries(files));
}

function encodeRoi(parts: readonly CellPart[]): Uint8Array {
  const rings = parts.flatMap(({ outline, holes }) => [outline, ...holes]);
  const xs = rings.flatMap((ring) => ring.filter((_, i) => i % 2 === 0));
  const ys = rings.flatMap((ring) => ring.filter((_, i) => i % 2 === 1));
  const box = { left: least(xs), top: least(ys), right: -least(xs, -1), bottom: -least(ys, -1) };
  return rings.length === 1 && xs.length <= MAX_POINTS ? tracedRoi({ xs, ys, box }) : composedRoi(rings, box);
}

/** Not by spreading: a cell may have more corners than a function takes arguments. */
function least(values: readonly number[], sign = 1): number {
  return values.reduce((best, value) => Math.min(best, sign * value), Infinity);
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function header(type: number, { left, top, right, bottom }: Box): (length: number) => DataView {
  return (length) => {
    const view = new DataView(new ArrayBuffer(HEADER + length));
    [0x49, 0x6f, 0x75, 0x74].forEach((byte, i) => {
      view.setUint8(i, byte);
    });
    view.setInt16(4, VERSION);
    view.setUint8(6, type);
    view.setInt16(8, top);
    view.setInt16(10, left);
    view.setInt16(12, bottom);
    view.setInt16(14, right);
    return view;
  };
}

function tracedRoi({ xs, ys, box }: { xs: readonly number[]; ys: readonly number[]; box: Box }): Uint8Array {
  const view = header(TRACED, box)(xs.length * 4);
  view.setUint16(16, xs.length);
  xs.forEach((x, i) => {
    view.setInt16(HEADER + i * 2, x - box.left);
  });
  ys.forEach((y, i) => {
    view.setInt16(HEADER + (xs.length + i) * 2, y - box.top);
  });
  return new Uint8Array(view.buffer);
}

function composedRoi(rings: readonly (readonly number[])[], box: Box): Uint8Array {
  const path = rings.flatMap((ring) => {
    const segments: number[] = [];
    for (let i = 0; i < ring.length; i += 2) segments.push(i === 0 ? MOVE : LINE, ring[i]!, ring[i + 1]!);
    return [...segments, CLOSE];
  });
  const view = header(RECTANGLE, box)(path.length * 4);
  view.setInt32(36, path.length);
  path.forEach((value, i) => {
    view.setFloat32(HEADER + i * 4, value);
  });
  return new Uint8Array(view.buffer);
}
