import { NoArea } from '../format-error.ts';
import type { ImageSize } from '../image-size.ts';
import { ObjectReader, type FoundObjects } from '../shapes/cell-objects.ts';
import { checkInside, fillPolygon, toRing, type Ring } from '../shapes/polygon.ts';
import { field, isObject, objectsOf, type JsonObject } from './parse-json.ts';

/** A feature of a GeoJSON file that has an area. */
export interface GeoJsonCell {
  /** Its place in the file, from 1. */
  readonly id: number;
  /** Polygons, each an outline with holes. */
  readonly polygons: readonly (readonly Ring[])[];
  /** Name of the class, as QuPath ({name}) and InstanSeg (a string) write it. */
  readonly classification: string | undefined;
  /** What QuPath takes it for, such as `annotation`, `detection` or `cell`. */
  readonly objectType: string | undefined;
  /** Number of its focal plane and time, as far as it is said. */
  readonly plane: number | undefined;
}

/** The features of a file that have an area, and what is to be said of the others. */
export interface GeoJsonCells {
  readonly cells: readonly GeoJsonCell[];
  readonly notes: readonly string[];
}

/** A FeatureCollection, a feature, or a bare list of features as InstanSeg writes it. */
export function isGeoJson(json: unknown): boolean {
  const first: unknown = Array.isArray(json) ? json[0] : json;
  if (!isObject(first)) return false;
  const type = field(first, 'type');
  return type === 'Feature' || (type === 'FeatureCollection' && !Array.isArray(json));
}

/**
 * Reads the features of a GeoJSON file (RFC 7946, with pixels for coordinates, as QuPath and InstanSeg write it). One
 * without an area is left out and noted.
 *
 * @throws FormatError CORRUPT if a coordinate is no number, NOT_LABELS if no feature has an area
 */
export function readGeoJson(json: unknown): GeoJsonCells {
  const cells: GeoJsonCell[] = [];
  const reader = new ObjectReader();
  for (const [i, feature] of featuresOf(json).entries()) {
    reader.add(`Feature ${i + 1}`, () => {
      cells.push(readFeature(feature, i + 1));
      return { id: i + 1, spans: () => undefined };
    });
  }
  return { cells, notes: reader.end().notes };
}

function readFeature(feature: JsonObject, id: number): GeoJsonCell {
  const { type, coordinates, plane } = geometryOf(feature);
  const properties = field(feature, 'properties');
  const words = isObject(properties) ? properties : {};
  const objectType = field(words, 'objectType') ?? field(words, 'object_type');
  const facts = {
    id,
    classification: classOf(words),
    objectType: typeof objectType === 'string' ? objectType.toLowerCase() : undefined,
    plane: planeOf(plane ?? field(words, 'plane')) ?? heightOf(coordinates),
  };
  if (type === 'Polygon') return { ...facts, polygons: [toPolygon(coordinates)] };
  if (type === 'MultiPolygon' && Array.isArray(coordinates) && coordinates.length > 0)
    return { ...facts, polygons: coordinates.map(toPolygon) };
  const found = typeof type === 'string' ? `Its geometry is ${type.slice(0, 40)}` : 'It has no geometry';
  throw new NoArea(`${found}, but a cell is a Polygon or MultiPolygon.`);
}

function geometryOf(feature: JsonObject): Readonly<Record<'type' | 'coordinates' | 'plane', unknown>> {
  const geometry = field(feature, 'geometry');
  const of = (name: string) => (isObject(geometry) ? field(geometry, name) : undefined);
  return { type: of('type'), coordinates: of('coordinates'), plane: of('plane') };
}

/** More planes and times than any file has. */
const MOST_PLANES = 1_000_000;

/** QuPath counts focal planes and times from 0. */
function planeOf(plane: unknown): number | undefined {
  if (!isObject(plane)) return undefined;
  const [z, t] = [Number(field(plane, 'z') ?? 0), Number(field(plane, 't') ?? 0)];
  return Number.isInteger(z) && Number.isInteger(t) ? t * MOST_PLANES + z : undefined;
}

/** The third coordinate of the first point: programs write the focal plane so. */
function heightOf(coordinates: unknown): number | undefined {
  let point = coordinates;
  while (Array.isArray(point) && Array.isArray(point[0])) point = point[0];
  const height: unknown = Array.isArray(point) ? point[2] : undefined;
  return typeof height === 'number' ? height : undefined;
}

/** The cells as objects; a cell outside the image is left out and noted. */
export function geoJsonObjects({ cells, notes }: GeoJsonCells, size: ImageSize): FoundObjects {
  const reader = new ObjectReader();
  for (const { id, polygons, classification } of cells) {
    reader.add(`Feature ${id}`, () => {
      checkInside(polygons.flat(), size);
      return {
        id,
        class: classification,
        spans: (within, emit) => {
          for (const polygon of polygons) fillPolygon(polygon, within, emit);
        },
      };
    });
  }
  const found = reader.end();
  return { objects: found.objects, notes: [...notes, ...found.notes] };
}

function featuresOf(json: unknown): readonly JsonObject[] {
  if (Array.isArray(json)) return objectsOf({ features: json }, 'features');
  const file = json as JsonObject;
  return field(file, 'type') === 'Feature' ? [file] : objectsOf(file, 'features');
}

function toPolygon(rings: unknown): Ring[] {
  if (!Array.isArray(rings) || rings.length === 0) throw new NoArea('A polygon of the GeoJSON file has no rings.');
  return rings.map((ring: unknown) => {
    const points: readonly unknown[] = Array.isArray(ring) ? ring : [];
    return toRing(points.flatMap((point): unknown[] => (Array.isArray(point) ? point.slice(0, 2) : [point])));
  });
}

function classOf(properties: JsonObject): string | undefined {
  const found = field(properties, 'classification');
  const name = isObject(found) ? field(found, 'name') : found;
  return typeof name === 'string' ? name : undefined;
}
