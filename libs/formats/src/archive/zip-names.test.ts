import { crc32 } from 'node:zlib';
import { entryName } from './zip-names.ts';

const UTF8 = 0x0800;
const nameOf = (raw: Uint8Array, { flags = 0, paths = [] as Uint8Array[] } = {}) =>
  entryName(raw, {
    flags,
    unicodePaths: paths.map((path) => new DataView(path.buffer, path.byteOffset, path.byteLength)),
    crc32: (bytes) => crc32(bytes),
  });

/** A field "Unicode path" of Info-ZIP. */
function unicodePath(name: string, of: Uint8Array, version = 1): Uint8Array {
  const field = Buffer.alloc(5 + Buffer.byteLength(name));
  field.writeUInt8(version);
  field.writeUInt32LE(crc32(of), 1);
  field.write(name, 5);
  return new Uint8Array(field);
}

it('is UTF-8 where the flag says so, and refused where it is not', () => {
  expect(nameOf(Buffer.from('Zellkerne/größe µm.png'), { flags: UTF8 })).toBe('Zellkerne/größe µm.png');
  expect(() => nameOf(Uint8Array.of(0x61, 0xff), { flags: UTF8 })).toThrow('not valid UTF-8');
});

it('is UTF-8 without the flag too, as macOS writes it', () => {
  expect(nameOf(Buffer.from('Überlappung e\u0301.tif'))).toBe('Überlappung e\u0301.tif');
});

it('is code page 437 where it cannot be UTF-8', () => {
  expect(nameOf(Uint8Array.of(0x9a, 0x62, 0x65, 0x72, 0x2e, 0x70, 0x6e, 0x67))).toBe('Über.png');
  expect(nameOf(Uint8Array.of(0xe6, 0x6d))).toBe('µm');
  expect(nameOf(Uint8Array.of(0x1b, 0x61, 0x7f))).toBe('←a⌂');
  expect(nameOf(Uint8Array.from({ length: 256 }, (_, i) => i))).toHaveLength(256);
});

it('is that of the field for Unicode, while the name that it was made for is unchanged', () => {
  const raw = Buffer.from('_______.txt');
  const path = unicodePath('七个房间.txt', raw);
  expect(nameOf(raw, { paths: [path] })).toBe('七个房间.txt');
  const stale = unicodePath('x.txt', Buffer.from('other'));
  const other = unicodePath('x.txt', raw, 2);
  expect(nameOf(raw, { flags: UTF8, paths: [stale, other, Uint8Array.of(1), path] })).toBe('七个房间.txt');
  expect(nameOf(raw, { paths: [stale, other] })).toBe('_______.txt');
});
