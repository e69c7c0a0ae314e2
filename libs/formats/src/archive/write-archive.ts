import { zipSync } from 'fflate';

/** The earliest time that zip knows: without a time of its own, the same content gives the same bytes. */
const NO_TIME = new Date(1980, 0, 1);

/** Writes files by name as a zip archive. */
export function encodeArchive(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return zipSync(files, { mtime: NO_TIME });
}
