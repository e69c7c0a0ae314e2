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
export async function hdf5(write: (file: File) => void): Promise<Uint8Array> {
  const { FS } = await h5wasm.ready;
  await (withLzf ??= installLzf());
  const path = `/fixture-${files++}.h5`;
  const file = new h5wasm.File(path, 'w');
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

/** Numbers in chunks that are packed with LZF. */
export function lzf(data: Uint16Array, shape: number[], chunks: number[]): Promise<Uint8Array> {
  const packed = { chunks, compression: LZF, compression_opts: [] };
  return hdf5((file) => {
    file.create_dataset({ name: 'labels', data, shape, ...packed }).create_attribute('axistags', axisTags('yx'));
  });
}
