import type { DatasetTags } from '../entries/dataset-entry.ts';
import type { ImageMeasures } from './measure-image.ts';

/** What a test says of an image; all else is usual. */
export interface Said extends Partial<Omit<ImageMeasures, 'areas' | 'atEdge' | 'tags'>> {
  readonly areas?: readonly number[];
  readonly tags?: Partial<DatasetTags>;
  /** Numbers of cells that reach the edge, from 0. */
  readonly edge?: readonly number[];
}

let made = 0;

/** Measures of an image of 100×100 pixels without cells; its picture is like no other. */
export function measures({ areas = [], tags, edge = [], ...said }: Said): ImageMeasures {
  made++;
  return {
    name: `image-${String(made)}`,
    width: 100,
    height: 100,
    channels: 1,
    levels: [0, 255],
    pixelSha256: `pixels-${String(made)}`,
    perceptualHash: unlikeHash(made),
    cellsSha256: `cells-${String(made)}`,
    split: null,
    areas: Uint32Array.from(areas),
    atEdge: Uint8Array.from(areas, (_, cell) => (edge.includes(cell) ? 1 : 0)),
    ...said,
    tags: { cellType: 'blob', modality: 'fluorescence', stain: null, tissue: null, pixelSizeUm: null, ...tags },
  };
}

/** Hashes that differ in many bits: four copies of 16 bits that a multiplication mixes. */
function unlikeHash(n: number): string {
  return ((n * 40503) & 0xffff).toString(16).padStart(4, '0').repeat(4);
}

/** Several images, named by a letter and a number. */
export function several(count: number, letter: string, said: (i: number) => Said): ImageMeasures[] {
  return Array.from({ length: count }, (_, i) =>
    measures({ name: `${letter}${String(i).padStart(3, '0')}`, ...said(i) }),
  );
}
