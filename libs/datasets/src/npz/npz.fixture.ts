import { encodeArchive } from '@cellboard/formats';

type Typed = Uint8Array | Uint16Array | Int16Array | Int32Array | BigInt64Array | Float32Array | Float64Array;

/** A .npy file of numbers. */
export function npy(descr: string, shape: readonly number[], data: Typed): Uint8Array {
  return file(descr, shape, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

/** A .npy file of texts, as NumPy stores a list of them. */
export function texts(words: readonly string[]): Uint8Array {
  const length = Math.max(...words.map((word) => word.length));
  const codes = new Uint32Array(words.length * length);
  words.forEach((word, i) => {
    for (let j = 0; j < word.length; j++) codes[i * length + j] = word.charCodeAt(j);
  });
  return file(`<U${length}`, [words.length], new Uint8Array(codes.buffer));
}

/** A .npy file of a table of objects. */
export function table(rows: readonly (readonly (string | number | null)[])[]): Uint8Array {
  const shape = [rows.length, rows[0]?.length ?? 0];
  const dtype = [
    ...text('O8'),
    ...ops(0x89, 0x88, 0x87, 0x52, 0x28),
    ...integer(3),
    ...text('|'),
    ...ops(0x4e, 0x4e, 0x4e),
  ];
  return file(
    '|O',
    shape,
    Uint8Array.from([
      ...ops(0x80, 3),
      ...name('numpy.core.multiarray', '_reconstruct'),
      ...name('numpy', 'ndarray'),
      ...ops(0x4b, 0, 0x85, 0x43, 1, 0x62, 0x87, 0x52, 0x28),
      ...integer(1),
      ...ops(0x28, ...shape.flatMap(integer), 0x74),
      ...name('numpy', 'dtype'),
      ...dtype,
      ...ops(...integer(-1), ...integer(-1), 0x4b, 0, 0x74, 0x62, 0x89, 0x5d, 0x28),
      ...rows
        .flat()
        .flatMap((value) => (value === null ? [0x4e] : typeof value === 'string' ? text(value) : float(value))),
      ...ops(0x65, 0x74, 0x62, 0x2e),
    ]),
  );
}

/** A .npy file of a pickle that would run a command if it were rebuilt. */
export function evil(): Uint8Array {
  return file('|O', [1], Uint8Array.from([0x80, 3, ...name('os', 'system'), ...text('touch owned'), 0x85, 0x52, 0x2e]));
}

/** An .npz file. */
export function npz(arrays: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return encodeArchive(Object.fromEntries(Object.entries(arrays).map(([key, bytes]) => [`${key}.npy`, bytes])));
}

function file(descr: string, shape: readonly number[], data: Uint8Array): Uint8Array {
  const tuple = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
  const header = Buffer.from(`{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }\n`);
  return Buffer.concat([Uint8Array.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0]), header, data]);
}

const ops = (...codes: number[]): number[] => codes;
const text = (value: string): number[] => [0x58, ...uint32(Buffer.byteLength(value)), ...Buffer.from(value)];
const integer = (value: number): number[] => [0x4a, ...uint32(value)];
const name = (module: string, member: string): number[] => [0x63, ...Buffer.from(`${module}\n${member}\n`)];

function float(value: number): number[] {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return [0x47, ...bytes];
}

function uint32(value: number): number[] {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return [...bytes];
}
