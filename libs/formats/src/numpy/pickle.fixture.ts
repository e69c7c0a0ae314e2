/** Writes pickles for tests, instruction by instruction. */
export class PickleFixture {
  private readonly parts: Uint8Array[] = [];

  constructor(protocol = 3) {
    this.op(0x80, protocol);
  }

  op(...bytes: number[]): this {
    this.parts.push(Uint8Array.from(bytes));
    return this;
  }

  text(value: string): this {
    const bytes = Buffer.from(value);
    return this.op(0x58, ...uint32(bytes.length), ...bytes);
  }

  bytes(value: Uint8Array): this {
    this.op(0x42, ...uint32(value.length));
    this.parts.push(value);
    return this;
  }

  integer(value: number): this {
    return this.op(0x4a, ...uint32(value));
  }

  global(module: string, name: string): this {
    return this.op(0x63, ...Buffer.from(`${module}\n${name}\n`));
  }

  /** A numpy.ndarray of plain numbers. */
  array(
    descr: string,
    { shape, data, fortran = false }: { shape: readonly number[]; data: Uint8Array; fortran?: boolean },
  ): this {
    this.emptyArray().op(0x28).integer(1).op(0x28);
    for (const side of shape) this.integer(side);
    this.op(0x74)
      .dtype(descr)
      .op(fortran ? 0x88 : 0x89);
    return this.bytes(data).op(0x74, 0x62);
  }

  /** An array of one object, which follows; close with {@link endObject}. */
  object(): this {
    return this.emptyArray().op(0x28).integer(1).op(0x29).dtype('|O8').op(0x89, 0x5d);
  }

  endObject(): this {
    return this.op(0x61, 0x74, 0x62);
  }

  /** An array of objects, which are written one after the other. */
  table(shape: readonly number[], write: (cells: this) => unknown): this {
    this.emptyArray().op(0x28).integer(1).op(0x28);
    for (const side of shape) this.integer(side);
    this.op(0x74).dtype('|O8').op(0x89, 0x5d, 0x28);
    write(this);
    return this.op(0x65, 0x74, 0x62);
  }

  /** A lone number or text of NumPy. */
  scalar(descr: string, data: Uint8Array): this {
    return this.global('numpy.core.multiarray', 'scalar').dtype(descr).bytes(data).op(0x86, 0x52);
  }

  float(value: number): this {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, value);
    return this.op(0x47, ...bytes);
  }

  take(): Uint8Array {
    return Buffer.concat([...this.parts, Uint8Array.from([0x2e])]);
  }

  private emptyArray(): this {
    this.global('numpy.core.multiarray', '_reconstruct').global('numpy', 'ndarray');
    return this.op(0x4b, 0, 0x85, 0x43, 1, 0x62, 0x87, 0x52);
  }

  private dtype(descr: string): this {
    this.global('numpy', 'dtype').text(descr.slice(1)).op(0x89, 0x88, 0x87, 0x52);
    return this.op(0x28)
      .integer(3)
      .text(descr.slice(0, 1))
      .op(0x4e, 0x4e, 0x4e)
      .integer(-1)
      .integer(-1)
      .op(0x4b, 0, 0x74, 0x62);
  }
}

function uint32(value: number): number[] {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, value | 0, true);
  return [...bytes];
}

/** A .npy file of any header and data. */
export function npy(header: string, data: Uint8Array, version = 1): Uint8Array {
  const text = Buffer.from(`${header}\n`, 'latin1');
  const length = version === 1 ? uint32(text.length).slice(0, 2) : uint32(text.length);
  return Buffer.concat([Uint8Array.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0, ...length]), text, data]);
}
