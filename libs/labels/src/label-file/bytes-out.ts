/** Bytes that are written one after the other. The memory grows with them. */
export class BytesOut {
  private bytes: Uint8Array;
  private length = 0;

  /** @param expected about how many there will be */
  constructor(expected: number) {
    this.bytes = new Uint8Array(expected);
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.grow();
    this.bytes[this.length++] = value;
  }

  all(values: Iterable<number>): void {
    for (const value of values) this.byte(value);
  }

  /** 32 bits, the lowest byte first. */
  uint32(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.byte((value >>> shift) & 255);
  }

  /** A whole number from 0 to 2⁵³ − 1, seven bits a byte, the lowest first; the last byte is below 128. */
  varint(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.byte(128 + (rest % 128));
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  /** A whole number of either sign, as a varint: 0, −1, 1, −2, 2 … are 0, 1, 2, 3, 4 … */
  signed(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  done(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  private grow(): void {
    const bytes = new Uint8Array(2 * this.bytes.length + 64);
    bytes.set(this.bytes);
    this.bytes = bytes;
  }
}
