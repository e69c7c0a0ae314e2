import type { Module } from 'h5wasm';

/** LZF, which h5py writes with `compression='lzf'`; its number in the list of filters of the HDF Group. */
export const LZF = 32_000;

/** What packed arrays may be packed with: deflate, shuffle, checksums and LZF. */
export const FILTERS: readonly number[] = [1, 2, 3, LZF];

const FOLDER = '/filters';

/**
 * Gives an instance of the library the LZF filter, which it does not have itself: it loads it from its file system with
 * the first file that needs it.
 *
 * @param plugin `libH5Zlzf.so` of h5wasm-plugins, a WebAssembly module
 */
export function addLzf(module: typeof Module, plugin: Uint8Array): void {
  module.FS.mkdirTree(FOLDER);
  module.FS.writeFile(`${FOLDER}/libH5Zlzf.so`, plugin);
  module.insert_plugin_search_path(FOLDER, 0);
}
