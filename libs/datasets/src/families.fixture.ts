import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ImageSize } from '@cellboard/formats';
import { decodeLabels, encodeLabels, openSharp } from '@cellboard/formats/node';
import { asciiMaskTruth } from './cpm/ascii-mask.ts';
import { maskPng, type Area } from './layouts/pictures.fixture.ts';
import { matFile, plane } from './matlab/mat.fixture.ts';
import { imageScope, layer, type Corners } from './xml/image-scope.fixture.ts';

/** Nuclei lie in a grid of this many pixels, and are half as wide. */
const GRID = 40;

/** A layout of which datasets are written, to measure how fast they are read. */
export interface Family {
  readonly layout: string;
  readonly width: number;
  readonly height: number;
  /** Paths of an image and its truth. */
  readonly paths: (index: number) => readonly [image: string, truth: string];
  /** Of an image; no two are the same. */
  readonly truth: (index: number) => Uint8Array | string;
  /** Decodes a truth alone; what it gives can be written as a label image. */
  readonly decode: (path: string) => Promise<Writable>;
}

/** A decoded truth. */
export interface Writable {
  readonly write: () => Promise<unknown>;
}

/** Decodes a label image, with its cells in order. */
async function labelsIn(path: string, choice: Parameters<typeof decodeLabels>[1]): Promise<Writable> {
  const { pixels } = await decodeLabels(await readFile(path), choice);
  return { write: () => encodeLabels(pixels) };
}

/** Of the nuclei of an image; in each image they lie a bit further to the right and down. */
function centres({ width, height }: ImageSize, index: number): (readonly [x: number, y: number])[] {
  const columns = Math.floor(width / GRID);
  const count = columns * Math.floor(height / GRID);
  const [right, down] = [index % 10, Math.floor(index / 10) % 10];
  return Array.from({ length: count }, (_, i) => [
    GRID / 2 + GRID * (i % columns) + right,
    GRID / 2 + GRID * Math.floor(i / columns) + down,
  ]);
}

/** Discs as rows of pixels. */
function discs(size: ImageSize, index: number, idOf: (cell: number) => number): Area[] {
  const radius = GRID / 4;
  return centres(size, index).flatMap(([x, y], i) =>
    Array.from({ length: 2 * radius }, (_, row): Area => {
      const half = Math.round(Math.sqrt(radius ** 2 - (row + 0.5 - radius) ** 2));
      return [idOf(i), x - half, y - radius + row, x + half, y - radius + row + 1];
    }),
  );
}

/** Discs as polygons of 60 corners. */
function polygons(size: ImageSize, index: number): Corners[] {
  return centres(size, index).map(([x, y]) =>
    Array.from({ length: 60 }, (_, i): [number, number] => {
      const angle = (i / 30) * Math.PI;
      return [x + (GRID / 4) * Math.cos(angle), y + (GRID / 4) * Math.sin(angle)];
    }),
  );
}

/** A picture as noisy as stained tissue, in a file as most programs write it: with a filter chosen for each row. */
async function picture({ width, height }: Family, seed: number): Promise<Uint8Array> {
  const samples = new Uint8Array(width * 3 * height);
  let state = seed + 1;
  for (let i = 0; i < samples.length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    samples[i] = 150 + ((state >>> 16) % 16) + 40 * Math.sin(i / 300) + 20 * Math.sin(i / width / 30);
  }
  const { sharp } = await openSharp();
  const raw = { width, height, channels: 3 } as const;
  return new Uint8Array(await sharp(samples, { raw }).png({ adaptiveFiltering: true }).toBuffer());
}

/** The number of an image with zeros before it. */
function at(index: number, digits: number): string {
  return String(index).padStart(digits, '0');
}

const large = { width: 1000, height: 1000 };

/** One layout for each way in which authors store truths, by its name. */
export const families: Readonly<Record<string, Family>> = {
  'MATLAB (CoNSeP)': {
    ...large,
    layout: 'consep',
    paths: (i) => [`Train/Images/train_${i}.png`, `Train/Labels/train_${i}.mat`],
    truth: (i) =>
      matFile(
        [
          plane(
            'inst_map',
            [1000, 1000],
            discs(large, i, (cell) => 2 * cell + 1),
          ),
        ],
        true,
      ),
    decode: (path) => labelsIn(path, { part: 'inst_map' }),
  },
  'XML outlines (MoNuSeg)': {
    ...large,
    layout: 'monuseg',
    paths: (i) => [
      `Tissue Images/TCGA-AA-${at(i, 4)}-01Z-00-DX1.png`,
      `Annotations/TCGA-AA-${at(i, 4)}-01Z-00-DX1.xml`,
    ],
    truth: (i) => imageScope([layer('Description', polygons(large, i))]),
    decode: (path) => labelsIn(path, { size: large }),
  },
  'masks (TNBC)': {
    layout: 'tnbc',
    width: 512,
    height: 512,
    paths: (i) => [`Slide_01/01_${i}.png`, `GT_01/01_${i}.png`],
    truth: (i) =>
      maskPng(
        512,
        512,
        discs({ width: 512, height: 512 }, i, () => 255),
      ),
    decode: (path) => labelsIn(path, { components: true }),
  },
  'texts of ids (CPM-15)': {
    layout: 'cpm-15',
    width: 600,
    height: 1000,
    paths: (i) => [`image${at(i, 2)}.png`, `image${at(i, 2)}_mask.txt`],
    truth: (i) =>
      `600 1000\n${plane(
        '',
        [600, 1000],
        discs({ width: 600, height: 1000 }, i, (cell) => cell + 1),
      ).values.join('\n')}\n`,
    decode: async (path) => ({ write: (await asciiMaskTruth(path)).encode }),
  },
};

/** Paths of an image and its truth. */
export type PairPaths = readonly [image: string, truth: string];

/** Where the images of a dataset in a folder lie. */
export function familyPaths(root: string, family: Family, images: number): PairPaths[] {
  const all = Array.from({ length: images }, (_, i) => family.paths(i));
  return all.map(([image, truth]) => [join(root, image), join(root, truth)]);
}

/** Writes a dataset of some images into a folder, with other pictures for another seed. */
export async function putFamily(
  root: string,
  family: Family,
  { images, seed = 0 }: { readonly images: number; readonly seed?: number },
): Promise<PairPaths[]> {
  const all = familyPaths(root, family, images);
  for (const [i, [image, truth]] of all.entries()) {
    await put(image, await picture(family, i + 1000 * seed));
    await put(truth, family.truth(i + 7 * seed));
  }
  return all;
}

async function put(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}
