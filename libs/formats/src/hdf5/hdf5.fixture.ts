import h5wasm, { type File } from 'h5wasm';

let files = 0;

/** An HDF5 file as the library itself writes it. */
export async function hdf5(write: (file: File) => void): Promise<Uint8Array> {
  const { FS } = await h5wasm.ready;
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
