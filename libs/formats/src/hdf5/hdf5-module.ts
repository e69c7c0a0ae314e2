import type { Module } from 'h5wasm';
import { FormatError } from '../format-error.ts';
import { checkGlobalHeaps } from './hdf5-heap.ts';

/** The HDF5 library as WebAssembly. */
export type Hdf5Module = typeof Module;

/** An open file. */
export interface Hdf5File {
  readonly module: Hdf5Module;
  readonly id: bigint;
  /** Lines in which the library explains its last error. */
  readonly diagnosis: readonly string[];
}

type Factory = (options: object) => Promise<Hdf5Module>;

/** WebAssembly never gives memory back: an instance that grew beyond this is not used again. */
const KEPT_BYTES = 128 * 2 ** 20;

/** After so many damaged files too, since what the library allocated for them is lost. */
const KEPT_FAILURES = 100;

const READ_ONLY = 0;

class Instance {
  readonly module: Hdf5Module;
  /** The library explains its errors in lines like `#003: file.c line 12 in H5Fopen(): unable to open file`. */
  readonly diagnosis: string[];
  failures = 0;

  constructor(module: Hdf5Module, diagnosis: string[]) {
    this.module = module;
    this.diagnosis = diagnosis;
  }
}

let current: Promise<Instance> | undefined;
let files = 0;

/**
 * Opens an HDF5 file that is in memory, and closes it after use. The library runs as WebAssembly with a file system
 * of its own, which holds this file alone: whatever a file names elsewhere is not there. An instance of which a file
 * made a fault (a trap, or a failed allocation) is thrown away, so that no file pays for another.
 *
 * @param use what to do with it, at once: not asynchronous, since the file is gone afterwards
 * @throws FormatError CORRUPT if the library cannot read the file, else what `use` throws
 */
export async function withHdf5File<T>(bytes: Uint8Array, use: (file: Hdf5File) => T): Promise<T> {
  checkGlobalHeaps(bytes);
  const instance = await (current ??= instantiate());
  const { module, diagnosis } = instance;
  diagnosis.length = 0;
  const path = `/${files++}`;
  let sound = false;
  try {
    // Not copied: the library reads, but never writes it.
    module.FS.writeFile(path, bytes, { canOwn: true } as object);
    const id = module.open(path, READ_ONLY, false, -1, -1);
    if (id < 0n) throw damaged(diagnosis);
    const result = use({ module, id, diagnosis });
    module.close_file(id);
    sound = true;
    return result;
  } catch (error) {
    if (error instanceof FormatError) throw error;
    current = undefined;
    throw damaged(diagnosis, error);
  } finally {
    if (!sound) instance.failures++;
    release(instance, path);
  }
}

function release(instance: Instance, path: string): void {
  try {
    instance.module.FS.unlink(path);
  } catch {
    current = undefined; // after a fault, even this may fail
  }
  if (instance.module.HEAPU8.length > KEPT_BYTES || instance.failures >= KEPT_FAILURES) current = undefined;
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

/** The package exports one instance for ever, but a new one is needed after a fault: this is the file that makes them. */
async function instantiate(): Promise<Instance> {
  const url = new URL('hdf5_util.js', import.meta.resolve('h5wasm'));
  const { default: factory } = (await import(url.href)) as { default: Factory };
  const diagnosis: string[] = [];
  const module = await factory({
    noInitialRun: true,
    print: () => undefined,
    printErr: (line: string) => {
      if (diagnosis.length < 64) diagnosis.push(line);
    },
    stdin: () => null,
  });
  // Files may name devices as theirs, and these would wait for somebody at the keyboard.
  for (const device of ['tty', 'tty1', 'stdin']) module.FS.unlink(`/dev/${device}`);
  return new Instance(module, diagnosis);
}
