import h5wasm, { type File } from 'h5wasm';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { addLzf, LZF } from './hdf5-filters.ts';

let files = 0;
let withLzf: Promise<void> | undefined;

async function installLzf(): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  addLzf(await h5wasm.ready, await readFile(resolve('h5wasm-plugins/plugins/libH5Zlzf.so')));
}

/** An HDF5 file as the library itself writes it. */
export async function hdf5(write: (file: File) => void, libver?: Libver): Promise<Uint8Array> {
  const { FS } = await h5wasm.ready;
  await (withLzf ??= installLzf());
  const path = `/fixture-${files++}.h5`;
  const file = libver ? new h5wasm.File(path, 'w', { libver }) : new h5wasm.File(path, 'w');
  write(file);
  file.close();
  const bytes = Uint8Array.from(FS.readFile(path));
  FS.unlink(path);
  return bytes;
}

/** The axes of an array as ilastik and vigra write them. */
export function axisTags(keys: string): string {
  return JSON.stringify({ axes: Array.from(keys, (key) => ({ key, typeFlags: 2, resolution: 0, description: '' })) });
}

/** How chunks are packed, and in which version of the format. */
interface Packed {
  readonly shape: number[];
  readonly chunks: number[];
  /** Null along an axis without end. */
  readonly maxshape?: (number | null)[];
  readonly libver?: Libver | undefined;
}

/** The oldest and the newest version of the format that may be written. */
type Libver = 'latest' | ['v110', 'v110'];

/** Numbers in chunks that are packed with LZF. */
export function lzf(data: Uint16Array, { libver, ...packed }: Packed): Promise<Uint8Array> {
  const filter = { compression: LZF, compression_opts: [] };
  return hdf5((file) => {
    const dataset = file.create_dataset({ name: 'labels', data, ...packed, ...filter });
    if (packed.shape.length === 2) dataset.create_attribute('axistags', axisTags('yx'));
  }, libver);
}
