import { MAX_DIAGNOSIS } from '../hdf5/hdf5-library.ts';

/** Lines in which the HDF5 library explains its last error: it writes them to the console, which is this worker's own. */
export const diagnosis: string[] = [];

console.log = () => undefined;
console.error = (line: unknown) => {
  if (diagnosis.length < MAX_DIAGNOSIS) diagnosis.push(String(line));
};
