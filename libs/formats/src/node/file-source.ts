import { open, type FileHandle } from 'node:fs/promises';
import { bufferedSource } from '../bytes/buffered-source.ts';
import type { ByteSource } from '../bytes/byte-source.ts';

/** A file that is read part by part. Close it when done. */
export interface FileSource extends ByteSource, AsyncDisposable {
  readonly close: () => Promise<void>;
}

/**
 * Opens a file to read parts of it. Links are followed: use it for files of the person who runs the program.
 *
 * @throws an error of the file system
 */
export async function openFileSource(path: string): Promise<FileSource> {
  const handle = await open(path);
  try {
    return fileSource(handle, (await handle.stat()).size);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** An open file as a source, which closes it. */
export function fileSource(handle: FileHandle, byteLength: number): FileSource {
  const { slice } = bufferedSource({
    byteLength,
    slice: (start, end = byteLength) => readBytes(handle, start, end),
  });
  const close = () => handle.close();
  return { byteLength, slice, close, [Symbol.asyncDispose]: close };
}

/** The bytes of an open file from an offset to another; fewer if it has been cut short meanwhile. */
export async function readBytes(handle: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - start);
  let length = 0;
  while (length < bytes.length) {
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length, start + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}
