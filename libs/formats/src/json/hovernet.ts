import { FormatError } from '../format-error.ts';
import { MAX_ID } from '../label-values.ts';
import { ObjectReader, type FoundObjects } from '../shapes/cell-objects.ts';
import { ringOf } from '../outlines/outline-file.ts';
import { fillContour, type Ring } from '../shapes/polygon.ts';
import { field, isObject, type JsonObject } from './parse-json.ts';

/** A nucleus of a HoVer-Net or CellViT file: its id and its contour through the middles of its border pixels. */
export interface HoverNetCell {
  readonly id: number;
  readonly contour: Ring;
}

/** The nuclei of a file, and what is to be said of those that were left out. */
export interface HoverNetCells {
  readonly cells: readonly HoverNetCell[];
  readonly notes: readonly string[];
}

/**
 * HoverNet: `{"mag": …, "nuc": {"<id>": {"contour": [[x, y], …], …}}}`, or the inner object alone; CellViT:
 * `{"cells": [{"contour": [[x, y], …], …}, …]}`.
 */
export function isHoverNet(json: unknown): json is JsonObject {
  if (!isObject(json)) return false;
  if (isObject(field(json, 'nuc'))) return true;
  const cells = field(json, 'cells');
  if (Array.isArray(cells)) return field(json, 'type_map') !== undefined || hasContour(cells[0]);
  const values = Object.values(json);
  return values.length > 0 && values.every(hasContour);
}

function hasContour(value: unknown): boolean {
  return isObject(value) && Array.isArray(field(value, 'contour'));
}

/**
 * Reads the nuclei that HoVer-Net's tile inference and CellViT write. One without an area is left out and noted.
 *
 * @throws FormatError CORRUPT if an id is not a whole number from 1, or a coordinate is no number
 */
export function readHoverNet(json: unknown): HoverNetCells {
  const cells: HoverNetCell[] = [];
  const reader = new ObjectReader();
  for (const [key, nucleus] of nucleiOf(json as JsonObject)) {
    const id = idOf(key);
    reader.add(`Nucleus ${key}`, () => {
      cells.push({ id, contour: ringOf(isObject(nucleus) ? field(nucleus, 'contour') : undefined) });
      return { id, spans: () => undefined };
    });
  }
  return { cells, notes: reader.end().notes };
}

/** CellViT's have no ids, and are numbered in the order of the file. */
function nucleiOf(json: JsonObject): readonly (readonly [string, unknown])[] {
  const nuclei = field(json, 'nuc');
  if (isObject(nuclei)) return Object.entries(nuclei);
  const cells = field(json, 'cells');
  if (Array.isArray(cells)) return cells.map((cell: unknown, i) => [String(i + 1), cell]);
  return Object.entries(json);
}

function idOf(key: string): number {
  const id = /^[1-9]\d{0,9}$/.test(key) ? Number(key) : 0;
  if (id >= 1 && id <= MAX_ID) return id;
  throw new FormatError(
    'CORRUPT',
    `A nucleus has the id "${key.slice(0, 40)}", but a whole number from 1 to ${MAX_ID} was expected.`,
  );
}

/** The nuclei as objects. */
export function hoverNetObjects({ cells, notes }: HoverNetCells): FoundObjects {
  const objects = cells.map(({ id, contour }) => ({
    id,
    spans: (...[size, emit]: Parameters<FoundObjects['objects'][number]['spans']>) => {
      fillContour(contour, size, emit);
    },
  }));
  return { objects, notes };
}
