import type { LabelRaster } from './label-raster.ts';
import type { LabelArray } from './label-values.ts';
import type { Platform } from './platform.ts';

/** Figures that tell label images apart. */
export interface LabelMeasures {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** Different ids but 0. */
  readonly cells: number;
  /** 0 when there is no cell. */
  readonly maxId: number;
  /** SHA-1 of the ids as little-endian 32-bit numbers, row by row; hexadecimal. */
  readonly sha1: string;
}

/** Measures a label image. */
export function measureLabels({ values, width, height }: LabelRaster, platform: Pick<Platform, 'sha1'>): LabelMeasures {
  let maxId = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! > maxId) maxId = values[i]!;
  return { width, height, cells: countIds(values, maxId), maxId, sha1: hashOf(values, platform) };
}

/** A table where the ids are small, else a set of the ids at which a run begins. */
function countIds(values: LabelArray, maxId: number): number {
  if (maxId <= values.length + 65_536) {
    const seen = new Uint8Array(maxId + 1);
    for (let i = 0; i < values.length; i++) seen[values[i]!] = 1;
    seen[0] = 0;
    return seen.reduce((sum, one) => sum + one, 0);
  }
  const seen = new Set<number>();
  let last = 0;
  for (let i = 0; i < values.length; i++) {
    const id = values[i]!;
    if (id !== last && id !== 0) seen.add(id);
    last = id;
  }
  return seen.size;
}

/** Hashed piece by piece, so that no second copy of a large image is needed. */
const IDS_AT_ONCE = 1 << 18;

function hashOf(values: LabelArray, { sha1 }: Pick<Platform, 'sha1'>): string {
  const hash = sha1();
  const piece = new DataView(new ArrayBuffer(IDS_AT_ONCE * 4));
  for (let at = 0; at < values.length; at += IDS_AT_ONCE) {
    const end = Math.min(at + IDS_AT_ONCE, values.length);
    for (let i = at; i < end; i++) piece.setUint32((i - at) * 4, values[i]!, true);
    hash.update(new Uint8Array(piece.buffer, 0, (end - at) * 4));
  }
  return hash.hex();
}
