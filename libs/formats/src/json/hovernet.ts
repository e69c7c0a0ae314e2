import { FormatError } from '../format-error.ts';
import { MAX_ID } from '../label-values.ts';
import type { CellShape } from '../shapes/paint-cells.ts';
import { fillContour, toRing, type Ring } from '../shapes/polygon.ts';
import { field, isObject, type JsonObject } from './parse-json.ts';

/** A nucleus of a HoVer-Net file: its id and its contour through the middles of its border pixels. */
export interface HoverNetCell {
  readonly id: number;
  readonly contour: Ring;
}

/** `{"mag": …, "nuc": {"<id>": {"contour": [[x, y], …], …}}}` */
export function isHoverNet(json: unknown): json is JsonObject {
  return isObject(json) && isObject(field(json, 'nuc'));
}

/**
 * Reads the nuclei that HoVer-Net's tile inference writes.
 *
 * @throws FormatError CORRUPT if an id is not a whole number from 1, or a contour is not a polygon
 */
export function readHoverNet(json: JsonObject): HoverNetCell[] {
  const nuclei = field(json, 'nuc') as JsonObject;
  return Object.entries(nuclei).map(([key, nucleus]) => {
    const id = Number(key);
    if (!Number.isInteger(id) || id < 1 || id > MAX_ID) {
      throw new FormatError(
        'CORRUPT',
        `A nucleus has the id "${key.slice(0, 40)}", but a whole number from 1 to ${MAX_ID} was expected.`,
      );
    }
    const contour = isObject(nucleus) ? field(nucleus, 'contour') : undefined;
    return { id, contour: toRing(Array.isArray(contour) ? contour.flat() : []) };
  });
}

/** The nuclei as shapes. */
export function hoverNetShapes(cells: readonly HoverNetCell[]): CellShape[] {
  return cells.map(({ id, contour }) => ({
    id,
    spans: (size, emit) => {
      fillContour(contour, size, emit);
    },
  }));
}
