import type { Module } from 'h5wasm';
import { FormatError } from '../format-error.ts';
import { addLzf } from './hdf5-filters.ts';
import { checkGlobalHeaps } from './hdf5-heap.ts';

/** The HDF5 library as WebAssembly. */
export type Hdf5Module = typeof Module;

/** An open file. */
export interface Hdf5File {
  readonly module: Hdf5Module;
  readonly id: bigint;
  /** All of it. */
  readonly bytes: Uint8Array;
  /** Lines in which the library explains its last error. */
  readonly diagnosis: readonly string[];
}

/** An instance of the library. */
export interface Hdf5Instance {
  readonly module: Hdf5Module;
  /** The library explains its errors in lines like `#003: file.c line 12 in H5Fopen(): unable to open file`. */
  readonly diagnosis: string[];
  /** The filter for LZF, see {@link addLzf}. */
  readonly lzf: Uint8Array;
}

/** WebAssembly never gives memory back: an instance that grew beyond this is not used again. */
const KEPT_BYTES = 128 * 2 ** 20;

/** After so many damaged files too, since what the library allocated for them is lost. */
const KEPT_FAILURES = 100;

/** Lines of a diagnosis that are kept. */
export const MAX_DIAGNOSIS = 64;

const READ_ONLY = 0;

/**
 * The HDF5 library. It runs as WebAssembly with a file system of its own, which holds one file alone: whatever that
 * file names elsewhere is not there. An instance of which a file made a fault (a trap, or a failed allocation) is
 * thrown away, so that no file pays for another.
 */
export class Hdf5Library {
  readonly #instantiate: () => Promise<Hdf5Instance>;
  readonly #renewable: boolean;
  #current: Promise<Hdf5Instance> | undefined;
  #made = 0;
  #failures = 0;
  #files = 0;

  /**
   * @param instantiate makes an instance
   * @param renewable whether it can make another
   */
  constructor(instantiate: () => Promise<Hdf5Instance>, renewable: boolean) {
    this.#instantiate = instantiate;
    this.#renewable = renewable;
  }

  /** Whether no further file can be read with it. */
  get spent(): boolean {
    return !this.#renewable && this.#made > 0 && this.#current === undefined;
  }

  /**
   * Opens an HDF5 file that is in memory, and closes it after use.
   *
   * @param use what to do with it, at once: not asynchronous, since the file is gone afterwards
   * @throws FormatError CORRUPT if the library cannot read the file, else what `use` throws
   */
  async withFile<T>(bytes: Uint8Array, use: (file: Hdf5File) => T): Promise<T> {
    checkGlobalHeaps(bytes);
    const instance = await (this.#current ??= this.#make());
    const { module, diagnosis } = instance;
    diagnosis.length = 0;
    const path = `/${this.#files++}`;
    let sound = false;
    try {
      // Not copied: the library reads, but never writes it.
      module.FS.writeFile(path, bytes, { canOwn: true } as object);
      const id = module.open(path, READ_ONLY, false, -1, -1);
      if (id < 0n) throw damaged(diagnosis);
      const result = use({ module, id, bytes, diagnosis });
      module.close_file(id);
      sound = true;
      return result;
    } catch (error) {
      if (error instanceof FormatError) throw error;
      this.#current = undefined;
      throw damaged(diagnosis, error);
    } finally {
      if (!sound) this.#failures++;
      this.#release(module, path);
    }
  }

  async #make(): Promise<Hdf5Instance> {
    this.#made++;
    this.#failures = 0;
    const instance = await this.#instantiate();
    // Files may name devices as theirs, and these would wait for somebody at the keyboard.
    for (const device of ['tty', 'tty1', 'stdin']) instance.module.FS.unlink(`/dev/${device}`);
    addLzf(instance.module, instance.lzf);
    return instance;
  }

  #release(module: Hdf5Module, path: string): void {
    try {
      module.FS.unlink(path);
    } catch {
      this.#current = undefined; // after a fault, even this may fail
    }
    if (module.HEAPU8.length > KEPT_BYTES || this.#failures >= KEPT_FAILURES) this.#current = undefined;
  }
}

/**
 * The file could not be read.
 *
 * @param diagnosis lines in which the library explains itself
 */
export function damaged(diagnosis: readonly string[], cause?: unknown): FormatError {
  const reasons = diagnosis.flatMap((line) => /#\d+: .*?\(\): (.*)$/.exec(line)?.[1] ?? []);
  const reason = reasons.at(-1) ?? (cause instanceof Error ? cause.message : 'no reason given');
  return new FormatError('CORRUPT', `The HDF5 file is damaged (${reason.slice(0, 160)}). Save it again.`, { cause });
}
