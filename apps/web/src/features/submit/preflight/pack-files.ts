import { Zip, ZipPassThrough } from 'fflate';
import type { PreflightRequest } from './messages.ts';

/** Earlier than any file: without a time of its own, the same files give the same archive. */
const NO_TIME = new Date(1980, 0, 1);

/** One file as it is; several as a zip archive of them, which is not compressed because label images are already. */
export async function packFiles(files: PreflightRequest['files']): Promise<File> {
  const [only, another] = files;
  if (only && !another) return only.file;
  const pieces: Blob[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    // A Blob may lie on the disk, so that large sets do not have to fit into memory.
    pieces.push(new Blob([new Uint8Array(piece)]));
  });
  for (const { file, path } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const entry = new ZipPassThrough(path);
    entry.mtime = NO_TIME;
    zip.add(entry);
    entry.push(new Uint8Array(await file.arrayBuffer()), true);
  }
  zip.end();
  return new File(pieces, 'predictions.zip', { type: 'application/zip' });
}
