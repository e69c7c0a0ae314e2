/** What the tests call in the browser: the door, with answers that can be sent back to Node. */
import type { ImageChoice, Inspection, LabelChoice } from '../everywhere.ts';
import { ndArray, toLabelImage } from '@cellboard/labels';
import * as door from '../browser.ts';
import { browserPlatform } from './browser-platform.ts';
import { inOrder, someOf } from './in-order.fixture.ts';

/** Decoded samples, as a hash of their bytes in the order of shape [height, width, channels]. */
export interface FoundSamples {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly channels: readonly (string | undefined)[];
  readonly sha1: string;
  /** Some of the samples, where they need not be exact. */
  readonly values?: readonly number[];
}

export type Found<T> = T | { readonly code: string; readonly message: string };

const bytesOf = async (address: string) => new Uint8Array(await (await fetch(address)).arrayBuffer());

async function orRefusal<T>(work: () => Promise<T>): Promise<Found<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof door.FormatError) return { code: error.code, message: error.message };
    throw error;
  }
}

async function sha1(bytes: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes as Uint8Array<ArrayBuffer>));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const page = {
  inspect: async (address: string, choice?: LabelChoice): Promise<Inspection> =>
    door.inspect(await bytesOf(address), choice),

  inspectAll: async (addresses: readonly string[]): Promise<Inspection[]> => {
    const found: Inspection[] = [];
    for (const address of addresses) found.push(await door.inspect(await bytesOf(address)));
    return found;
  },

  inspectBlob: async (address: string): Promise<Inspection> =>
    door.inspect(door.blobSource(new Blob([await bytesOf(address)]))),

  inspectUrl: async (address: string): Promise<Inspection> => door.inspect(await door.urlSource(address)),

  samples: (address: string, choice?: ImageChoice): Promise<Found<FoundSamples>> =>
    orRefusal(async () => {
      const { samples, channels, exact } = await door.decodeSamples(await bytesOf(address), choice);
      const plain = inOrder(samples);
      const hash = await sha1(new Uint8Array(plain.buffer, plain.byteOffset, plain.byteLength));
      return {
        shape: samples.shape,
        dtype: samples.dtype,
        channels: channels.map(({ name }) => name),
        sha1: hash,
        ...(!exact && { values: someOf(plain) }),
      };
    }),

  /** Names of the files of an archive, and the hash of what is in them. */
  archive: (address: string, of: 'bytes' | 'blob' | 'url'): Promise<Found<Record<string, string>>> =>
    orRefusal(async () => {
      const source =
        of === 'url'
          ? await door.urlSource(address)
          : of === 'blob'
            ? door.blobSource(new Blob([await bytesOf(address)]))
            : await bytesOf(address);
      const files: Record<string, string> = {};
      for await (const { name, bytes } of door.readArchive(source)) files[name] = await sha1(bytes);
      return files;
    }),

  /** Names and sizes of the files of an archive behind an address. */
  list: async (address: string): Promise<[string, number][]> => {
    const archive = await door.openArchive(await door.urlSource(address));
    return archive.names.map((name) => [name, archive.sizeOf(name)]);
  },

  /** The hash of each frame of an .npz file, which is streamed. */
  frames: (address: string, array: string): Promise<Found<string[]>> =>
    orRefusal(async () => {
      const file = await door.NpzFile.open(door.blobSource(new Blob([await bytesOf(address)])), browserPlatform);
      const hashes: string[] = [];
      for await (const { samples } of file.frames(array)) {
        hashes.push(await sha1(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)));
      }
      return hashes;
    }),

  /** The cells of a label file, which stand in its table, and its numbers, painted. */
  labelFile: async (address: string): Promise<{ original: string; areas: number[]; numbers: number[] }> => {
    const { original, cells, labels } = await door.readLabelFile(await bytesOf(address));
    return { original, areas: Array.from(cells.area), numbers: Array.from(labels.pixels.data) };
  },

  /** Label images as they are written, in base 64. */
  written: async (ids: readonly number[], width: number): Promise<Record<string, string>> => {
    const pixels = ndArray(Uint32Array.from(ids), [ids.length / width, width]);
    const files = {
      png: await door.encodePng16(pixels),
      labels: await door.encodeLabels(pixels),
      tiff16: await door.encodeTiff16(pixels),
      tiff32: await door.encodeTiff32(pixels),
      npz: door.encodeNpz({ masks: pixels }),
      labelFile: await door.writeLabelFile(toLabelImage(pixels), '0'.repeat(64)),
    };
    return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, toBase64(bytes)]));
  },
};

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** What the page offers. */
export type FormatsPage = typeof page;

Object.assign(globalThis, { formats: page });
