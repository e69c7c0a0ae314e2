/** Datasets of any size, which are zeros for the most part, for tests and measurements of memory. */
import { flatTiff } from './layouts/pictures.fixture.ts';
import { header, SIDE } from './npy/npy-datasets.fixture.ts';
import { box, imageScope, layer } from './xml/image-scope.fixture.ts';

/** A file that holds zeros but for some stretches, which stand in their order. */
export interface MostlyZeros {
  readonly name: string;
  readonly length: number;
  readonly stretches: readonly { readonly at: number; readonly bytes: Uint8Array }[];
}

/** A dataset of some images, of which most have no cells. */
export interface LargeDataset {
  readonly layout: string;
  /** Bytes of each image and its truth, more or less. */
  readonly imageBytes: number;
  readonly files: (images: number) => Iterable<MostlyZeros>;
  /** Cells of all images. */
  readonly cells: (images: number) => number;
}

const PIXELS = SIDE * SIDE;

/** Frames of the arrays that have a cell. */
function framesWithCells(images: number): number[] {
  return [...new Set([0, Math.floor(images / 2), images - 1])];
}

/** Two arrays of floating-point numbers, as PanNuke is published. */
const arrays: LargeDataset = {
  layout: 'pannuke',
  imageBytes: PIXELS * (3 + 6) * 8,
  *files(images) {
    const one = (name: string, channels: number): MostlyZeros => {
      const head = header('<f8', [images, SIDE, SIDE, channels]);
      const cell = new Uint8Array(Float64Array.from({ length: 40 * channels }, () => 7).buffer);
      const frames = framesWithCells(images).map((frame) => ({
        at: head.length + 8 * channels * (frame * PIXELS + 100 * SIDE + 100),
        bytes: cell,
      }));
      return {
        name: `Fold 1/${name}/fold1/${name}.npy`,
        length: head.length + images * PIXELS * channels * 8,
        stretches: [{ at: 0, bytes: head }, ...frames],
      };
    };
    yield one('images', 3);
    yield one('masks', 6);
  },
  // The same row in each of the five channels of nuclei: the last one has it.
  cells: (images) => framesWithCells(images).length,
};

const large = { width: 2000, height: 2000, colour: [0, 0, 0] };

/** Many pictures without compression, each with its outlines, as MoNuSAC is published. */
const pictures: LargeDataset = {
  layout: 'monusac',
  imageBytes: large.width * large.height * 3,
  *files(images) {
    const picture = flatTiff(large);
    const head = picture.subarray(0, picture.length - large.width * large.height * 3);
    for (let i = 0; i < images; i++) {
      const patient = `TCGA-2Z-${String(i).padStart(4, '0')}-01Z-00-DX1`;
      const path = `MoNuSAC Testing Data and Annotations/${patient}/${patient}_1`;
      // Each has a pixel of its own, so that no two are the same.
      const own = { at: head.length + 3 * i, bytes: Uint8Array.of(250, 120, 40) };
      yield { name: `${path}.tif`, length: picture.length, stretches: [{ at: 0, bytes: head }, own] };
      const outlines = Buffer.from(imageScope([layer('Epithelial', [box(1, 1, 6, 6)])]));
      yield { name: `${path}.xml`, length: outlines.length, stretches: [{ at: 0, bytes: outlines }] };
    }
  },
  cells: (images) => images,
};

/** A dataset of few long files, and one of many files. */
export const largeDatasets: readonly LargeDataset[] = [arrays, pictures];
