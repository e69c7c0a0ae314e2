import type { LabelImage } from '@cellboard/labels';
import { traceCells, type CellPart, type Outline } from '../shapes/trace-cells.ts';

/**
 * Writes cells as GeoJSON that QuPath opens: one feature a cell along the borders of its pixels, with its id as name.
 * Reading the file again gives the same pixels.
 */
export function encodeGeoJson(image: LabelImage): Uint8Array {
  const features = traceCells(image).map((parts, i) => ({
    type: 'Feature',
    geometry: geometryOf(parts),
    properties: { objectType: 'detection', name: String(image.ids[i + 1]) },
  }));
  return new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }));
}

function geometryOf(parts: readonly CellPart[]) {
  const polygons = parts.map(({ outline, holes }) => [outline, ...holes].map(toPoints));
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0] }
    : { type: 'MultiPolygon', coordinates: polygons };
}

/** GeoJSON repeats the first point at the end. */
function toPoints(ring: Outline): number[][] {
  const points: number[][] = [];
  for (let i = 0; i < ring.length; i += 2) points.push([ring[i]!, ring[i + 1]!]);
  return [...points, points[0]!];
}
