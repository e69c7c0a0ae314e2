import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { decodeLabelPixels, encodeLabels, encodeTiff16 } from '@cellboard/formats/node';
import { emptyLabelImage, type LabelPixels } from '@cellboard/labels';
import { tagsFor, type LayoutEntry, type LayoutSource } from '../entries/layout-entry.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';
import { pngFile } from './png.fixture.ts';

/** The tags of an image about which nothing is known. */
export const noTags = tagsFor({}, { root: '' });

/** Rows of ids. */
export type Rows = readonly (readonly number[])[];

/** Files of images of 3×2 pixels that the tests of several layouts share. */
export const tiny = {
  image: [
    [9, 9, 9],
    [9, 9, 9],
  ],
  right: [
    [0, 0, 0],
    [0, 255, 255],
  ],
  empty: [
    [0, 0, 0],
    [0, 0, 0],
  ],
  ids: [
    [4, 4, 0],
    [0, 0, 7],
  ],
  /** The ids as they are numbered. */
  numbered: [
    [1, 1, 0],
    [0, 0, 2],
  ],
} as const satisfies Record<string, Rows>;

/** What a layout yielded, in a form that is easily compared. */
export interface Found {
  readonly images: Readonly<Record<string, Extract<LayoutEntry, { kind: 'image' }>>>;
  readonly defects: readonly (readonly [string, string])[];
  readonly notes: readonly (readonly [string, string])[];
  /** Notes on images that are the same as another; most images of a test are. */
  readonly same: readonly (readonly [string, string])[];
}

/** Bytes or text of a file. */
export type Contents = Uint8Array | string;

/** A dataset of a test's own, in a temporary folder. */
export class Dataset implements AsyncDisposable {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  static async make(files: Readonly<Record<string, Contents | Promise<Contents>>> = {}): Promise<Dataset> {
    const dataset = new Dataset(await mkdtemp(join(tmpdir(), 'cellboard-layout-')));
    for (const [path, bytes] of Object.entries(files)) await dataset.put(path, await bytes);
    return dataset;
  }

  async put(path: string, bytes: Contents): Promise<void> {
    const file = join(this.root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }

  async read({ read }: PublishedLayout | undefined = missing, source: Partial<LayoutSource> = {}): Promise<Found> {
    const found = {
      images: {} as Record<string, Extract<LayoutEntry, { kind: 'image' }>>,
      defects: [] as [string, string][],
      notes: [] as [string, string][],
      same: [] as [string, string][],
    };
    for await (const entry of read({ root: this.root, ...source })) {
      if (entry.kind === 'image') found.images[entry.name] = entry;
      else if (entry.kind === 'defect') found.defects.push([entry.name, entry.message]);
      else found[entry.message.startsWith('The same image') ? 'same' : 'notes'].push([entry.name, entry.message]);
    }
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}

const missing: PublishedLayout = {
  name: 'none',
  description: '',
  outlines: ['cell'],
  parts: null,
  truthFiles: () => Promise.resolve({ annotations: [], labels: [] }),
  read: () => {
    throw new Error('There is no such layout.');
  },
};

function pixelsOf(rows: Rows): LabelPixels {
  const { pixels } = emptyLabelImage(rows.length, rows[0]?.length ?? 0);
  for (const [y, row] of rows.entries()) for (const [x, id] of row.entries()) pixels.set(y, x, id);
  return pixels;
}

/** A PNG of the given numbers. */
export function png(rows: Rows): Promise<Uint8Array> {
  return encodeLabels(pixelsOf(rows));
}

/** Red, green and blue, and how opaque it is where that is stored. */
export type Colour = readonly [red: number, green: number, blue: number, alpha?: number];

/** A PNG in colours, of the reds, greens and blues of a row of pixels. */
export function colourPng(colours: readonly Colour[]): Uint8Array {
  return picturePng([colours]);
}

/** A PNG in colours. */
export function picturePng(rows: readonly (readonly Colour[])[]): Uint8Array {
  const [width, channels] = [rows[0]?.length ?? 0, rows[0]?.[0]?.length ?? 3];
  const samples = rows.flatMap((row) => [0, ...row.flatMap((colour) => [...colour] as number[])]);
  return pngFile({ width, height: rows.length, type: channels === 4 ? 6 : 2, rows: Uint8Array.from(samples) });
}

/** A 16-bit TIFF of the given numbers. */
export function tiff(rows: Rows): Promise<Uint8Array> {
  return encodeTiff16(pixelsOf(rows));
}

/** The ids of an image's truth as it would be sent. */
export async function truthRows(found: Found, name: string): Promise<number[][]> {
  const files = await found.images[name]?.files();
  if (!files) throw new Error(`There is no image ${name}; there are ${Object.keys(found.images).join(', ')}.`);
  if (!files.truth) throw new Error(`The image ${name} has no truth.`);
  const { data, shape } = await decodeLabelPixels(files.truth);
  const [height = 0, width = 0] = shape;
  return Array.from({ length: height }, (_, y) => Array.from(data.subarray(y * width, (y + 1) * width)));
}

/** The bytes of an image's file as it would be sent. */
export async function imageOf(found: Found, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const { image } = (await found.images[name]?.files()) ?? {};
  if (!image) throw new Error(`There is no image ${name}.`);
  return image;
}
