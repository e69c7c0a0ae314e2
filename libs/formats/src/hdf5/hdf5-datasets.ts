import type { Metadata } from 'h5wasm';
import { FormatError } from '../format-error.ts';
import type { Hdf5File } from './hdf5-library.ts';

/** An array of numbers in an HDF5 file. */
export interface Hdf5Dataset {
  /** Such as `/exported_data`. */
  readonly path: string;
  readonly metadata: Metadata & { readonly shape: number[] };
}

/** Groups and datasets that are looked at, and how deep. */
const MAX_OBJECTS = 10_000;
const MAX_DEPTH = 32;

/** What MATLAB keeps for itself. */
const MATLAB_INTERNAL = ['#refs#', '#subsystem#'];

const [INTEGER, FLOAT, ENUM] = [0, 1, 8];

/**
 * Lists the arrays of numbers with two or more axes. Only what belongs to the file itself is looked at: links by name
 * and to other files are passed over, and an object that is linked twice is listed once, so that circles end.
 *
 * @throws FormatError TOO_LARGE for more than 10,000 objects, or groups nested deeper than 32
 */
export function listDatasets(file: Hdf5File): Hdf5Dataset[] {
  const { module, id } = file;
  const datasets: Hdf5Dataset[] = [];
  const waiting = [{ path: '/', depth: 0 }];
  const seen = new Set([addressOf(file, '/')]);
  for (let group = waiting.shift(); group; group = waiting.shift()) {
    if (group.depth > MAX_DEPTH) throw tooMany(`groups nested deeper than ${MAX_DEPTH}`);
    for (const path of childrenOf(file, group.path)) {
      const address = addressOf(file, path);
      if (seen.has(address)) continue;
      seen.add(address);
      if (seen.size > MAX_OBJECTS) throw tooMany(`more than ${MAX_OBJECTS} groups and datasets`);
      const type = module.get_type(id, path);
      if (type === module.H5G_GROUP) waiting.push({ path, depth: group.depth + 1 });
      const metadata = type === module.H5G_DATASET ? module.get_dataset_metadata(id, path) : undefined;
      if (metadata && isNumeric(metadata)) datasets.push({ path, metadata });
    }
  }
  return datasets;
}

/** What is linked from a group within the same file, by what it is and not by name. */
function childrenOf(file: Hdf5File, group: string): string[] {
  const names = file.module.get_names(file.id, group, false).filter((name) => !MATLAB_INTERNAL.includes(name));
  return names.map((name) => `${group === '/' ? '' : group}/${name}`).filter((path) => isHardLink(file, path));
}

function isHardLink({ module, id }: Hdf5File, path: string): boolean {
  const soft = module.get_symbolic_link(id, path) as string | null;
  return soft === null && !('filename' in module.get_external_link(id, path));
}

/** Where an object stands in the file: the same for all its names. */
function addressOf({ module, id }: Hdf5File, path: string): string {
  return module.create_object_reference(id, path).join();
}

function isNumeric(metadata: Metadata): metadata is Hdf5Dataset['metadata'] {
  return [INTEGER, FLOAT, ENUM].includes(metadata.type) && (metadata.shape?.length ?? 0) >= 2;
}

function tooMany(what: string): FormatError {
  return new FormatError('TOO_LARGE', `The HDF5 file has ${what}. Save the label image in a file of its own.`);
}
