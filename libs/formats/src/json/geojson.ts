import { FormatError } from '../format-error.ts';
import type { ImageSize } from '../image-size.ts';
import type { CellShape } from '../shapes/paint-cells.ts';
import { checkInside, fillPolygon, toRing, type Ring } from '../shapes/polygon.ts';
import { field, isObject, objectsOf, type JsonObject } from './parse-json.ts';

/** A cell of a GeoJSON file. */
export interface GeoJsonCell {
  /** Polygons, each an outline with holes. */
  readonly polygons: readonly (readonly Ring[])[];
  /** Name of the class, as QuPath ({name}) and InstanSeg (a string) write it. */
  readonly classification: string | undefined;
}

/** A FeatureCollection, a feature, or a bare list of features as InstanSeg writes it. */
export function isGeoJson(json: unknown): boolean {
  const first: unknown = Array.isArray(json) ? json[0] : json;
  if (!isObject(first)) return false;
  const type = field(first, 'type');
  return type === 'Feature' || (type === 'FeatureCollection' && !Array.isArray(json));
}

/**
 * Reads the cells of a GeoJSON file (RFC 7946, with pixels for coordinates, as QuPath and InstanSeg write it).
 *
 * @throws FormatError CORRUPT if a feature has no area
 */
export function readGeoJson(json: unknown): GeoJsonCell[] {
  return featuresOf(json).map((feature, i) => {
    const geometry = field(feature, 'geometry');
    const type = isObject(geometry) ? field(geometry, 'type') : undefined;
    const coordinates = isObject(geometry) ? field(geometry, 'coordinates') : undefined;
    if (type === 'Polygon') return { polygons: [toPolygon(coordinates)], classification: classOf(feature) };
    if (type === 'MultiPolygon' && Array.isArray(coordinates) && coordinates.length > 0) {
      return { polygons: coordinates.map(toPolygon), classification: classOf(feature) };
    }
    throw new FormatError(
      'CORRUPT',
      `Feature ${i + 1} has the geometry ${String(type)}, but a cell is a Polygon or MultiPolygon.`,
    );
  });
}

/** The cells as shapes, numbered in the order of the file; a cell outside the image is refused. */
export function geoJsonShapes(cells: readonly GeoJsonCell[], size: ImageSize): CellShape[] {
  return cells.map(({ polygons }, i) => {
    checkInside(polygons.flat(), size);
    return {
      id: i + 1,
      spans: (within, emit) => {
        for (const polygon of polygons) fillPolygon(polygon, within, emit);
      },
    };
  });
}

function featuresOf(json: unknown): readonly JsonObject[] {
  if (Array.isArray(json)) return objectsOf({ features: json }, 'features');
  const file = json as JsonObject;
  return field(file, 'type') === 'Feature' ? [file] : objectsOf(file, 'features');
}

function toPolygon(rings: unknown): Ring[] {
  if (!Array.isArray(rings) || rings.length === 0)
    throw new FormatError('CORRUPT', 'A polygon of the GeoJSON file has no rings.');
  return rings.map((ring: unknown) => {
    const points: readonly unknown[] = Array.isArray(ring) ? ring : [];
    return toRing(points.flatMap((point): unknown[] => (Array.isArray(point) ? point.slice(0, 2) : [point])));
  });
}

function classOf(feature: JsonObject): string | undefined {
  const properties = field(feature, 'properties');
  const found = isObject(properties) ? field(properties, 'classification') : undefined;
  const name = isObject(found) ? field(found, 'name') : found;
  return typeof name === 'string' ? name : undefined;
}
