import type { DatasetTags } from '../entries/dataset-entry.ts';
import { noTags } from '../layouts/layout.fixture.ts';
import type { CellMeasures, ImageMeasures } from './measure-image.ts';

/** What a test states about an image; all else is usual. */
export interface Stated extends Partial<Omit<ImageMeasures, 'cells' | 'tags'>> {
  /** False for an image without truth. */
  readonly truth?: false;
  readonly cellsSha256?: CellMeasures['cellsSha256'] | undefined;
  readonly split?: CellMeasures['split'] | undefined;
  readonly areas?: readonly number[] | undefined;
  readonly tags?: Partial<DatasetTags>;
  /** Of the median cell. */
  readonly diameter?: number | undefined;
  /** Numbers of cells that reach the edge, from 0. */
  readonly edge?: readonly number[] | undefined;
}

let made = 0;

/** Measures of an image of 100×100 pixels without cells; its picture is like no other. */
export function measures({ tags, truth, areas, edge, diameter, cellsSha256, split, ...stated }: Stated): ImageMeasures {
  made++;
  const cells = cellsOf({ areas, edge, diameter, cellsSha256, split });
  return {
    name: `image-${String(made)}`,
    width: 100,
    height: 100,
    channels: 1,
    levels: [0, 255],
    pixelSha256: `pixels-${String(made)}`,
    perceptualHash: unlikeHash(made),
    contrast: 0.5,
    sharpness: null,
    intensities: [{ p1: 10, p50: 20, p99: 30 }],
    ...stated,
    cells: truth === false ? null : cells,
    tags: { ...noTags, cellType: 'blob', modality: 'fluorescence', ...tags },
  };
}

function cellsOf({ areas = [], edge = [], diameter, cellsSha256, split }: Stated): CellMeasures {
  return {
    cellsSha256: cellsSha256 ?? `cells-${String(made)}`,
    split: split ?? null,
    areas: Uint32Array.from(areas),
    atEdge: Uint8Array.from(areas, (_, cell) => (edge.includes(cell) ? 1 : 0)),
    medianDiameterPx: diameter ?? null,
    covered: 0,
  };
}

/** Hashes that differ in many bits: four copies of 16 bits that a multiplication mixes. */
function unlikeHash(n: number): string {
  return ((n * 40503) & 0xffff).toString(16).padStart(4, '0').repeat(4);
}

/** Several images, named by a letter and a number. */
export function several(count: number, letter: string, stated: (i: number) => Stated): ImageMeasures[] {
  return Array.from({ length: count }, (_, i) =>
    measures({ name: `${letter}${String(i).padStart(3, '0')}`, ...stated(i) }),
  );
}
