import { damaged } from './label-file.ts';

/** A longer number cannot be exact. */
const MOST_VARINT_BYTES = 8;

/** Bytes that are read one after the other; what is behind the last one is refused. */
export class BytesIn {
  at: number;
  private readonly bytes: Uint8Array;

  /** @param at where to begin */
  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  byte(): number {
    if (this.at >= this.bytes.length) throw damaged('it is cut off');
    return this.bytes[this.at++]!;
  }

  some(count: number): Uint8Array {
    if (count > this.left) throw damaged('it is cut off');
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  uint32(): number {
    const [a, b, c, d] = this.some(4) as unknown as [number, number, number, number];
    return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
  }

  /** Of up to 2⁵³ − 1, in the fewest bytes that hold it. */
  varint(): number {
    const first = this.byte();
    if (first < 128) return first;
    let value = first - 128;
    for (let scale = 128, bytes = 1; bytes < MOST_VARINT_BYTES; scale *= 128, bytes++) {
      const next = this.byte();
      value += (next & 127) * scale;
      if (next >= 128) continue;
      if (next === 0 || !Number.isSafeInteger(value)) break;
      return value;
    }
    throw damaged('a number is too long');
  }

  signed(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}
