import { readPart, type ByteSource } from '../bytes/byte-source.ts';

const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/** Where the signature may stand: a block of the user's, as MATLAB writes it, comes before it. */
const OFFSETS = [0, ...Array.from({ length: 12 }, (_, i) => 512 << i)];

/** Tells an HDF5 file, also one in which another program's block stands first (MATLAB 7.3). */
export async function isHdf5(source: ByteSource): Promise<boolean> {
  for (const offset of OFFSETS) {
    if (offset + SIGNATURE.length > source.byteLength) return false;
    const bytes = await readPart(source, offset, offset + SIGNATURE.length);
    if (SIGNATURE.every((byte, i) => bytes[i] === byte)) return true;
  }
  return false;
}
