import { readFile } from 'node:fs/promises';

/**
 * The bytes of a file, without the copy that a plain array of a buffer would be.
 *
 * @throws an error of the file system
 */
export async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const { buffer, byteOffset, byteLength } = await readFile(path);
  return new Uint8Array(buffer, byteOffset, byteLength);
}
