import { FormatError } from '../format-error.ts';

/** Bytes of an address and of a length: what every program writes today. */
const WIDE = 8;

const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/** Where the bytes of an HDF5 file that are named by address lie. */
export class Hdf5Bytes {
  readonly #view: DataView;
  readonly #base: number;

  /** @throws FormatError UNSUPPORTED for a file whose addresses are not of 64 bits */
  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#base = superblockOf(bytes);
    const sizes = this.u8(8) < 2 ? [this.u8(13), this.u8(14)] : [this.u8(9), this.u8(10)];
    if (sizes.some((size) => size !== WIDE))
      throw new FormatError('UNSUPPORTED', 'The HDF5 file has addresses of other than 64 bits. Save it with gzip.');
  }

  /** @throws FormatError CORRUPT beyond the end of the file, as all of these */
  u8(at: number): number {
    return this.#view.getUint8(this.#checked(at, 1));
  }

  u16(at: number): number {
    return this.#view.getUint16(this.#checked(at, 2), true);
  }

  u32(at: number): number {
    return this.#view.getUint32(this.#checked(at, 4), true);
  }

  /** An unsigned number of 64 bits, as an address or a length; one beyond 2^53 is of nothing in the file. */
  u64(at: number): number {
    return Number(this.#view.getBigUint64(this.#checked(at, 8), true));
  }

  /** An unsigned number of so many bytes, at most 8. */
  uint(at: number, size: number): number {
    let value = 0;
    for (let i = size - 1; i >= 0; i--) value = value * 256 + this.u8(at + i);
    return value;
  }

  text(at: number, length: number): string {
    return String.fromCharCode(...this.slice(at, length));
  }

  slice(at: number, length: number): Uint8Array {
    const { buffer, byteOffset } = this.#view;
    return new Uint8Array(buffer, byteOffset + this.#checked(at, length), length);
  }

  #checked(at: number, length: number): number {
    const start = this.#base + at;
    if (!(at >= 0 && start + length <= this.#view.byteLength)) throw broken('an address beyond its end');
    return start;
  }
}

/** Addresses count from here: a block of the user's may come before. */
function superblockOf(bytes: Uint8Array): number {
  for (let at = 0; at + SIGNATURE.length <= bytes.length; at = at === 0 ? 512 : at * 2)
    if (SIGNATURE.every((byte, i) => bytes[at + i] === byte)) return at;
  throw broken('no signature');
}

/** The error for a file whose structures make no sense. */
export function broken(reason: string): FormatError {
  return new FormatError('CORRUPT', `The HDF5 file is damaged (${reason}). Save it again.`);
}
