import { ndArray } from '@cellboard/labels';
import { FormatError } from '../format-error.ts';
import { readNpySamples } from '../npy.ts';
import type { ImageNumbers } from '../samples/image-reader.ts';
import { encodeNpySamples } from './npy-writer.ts';
import { npy } from './pickle.fixture.ts';

const file = (descr: string, shape: string, { bytes = 6, order = 'False' } = {}) =>
  npy(`{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`, new Uint8Array(bytes));

const everyType: readonly ImageNumbers[] = [
  Uint8Array.from([0, 1, 2, 3, 4, 255]),
  Uint16Array.from([0, 1, 2, 3, 4, 65_535]),
  Uint32Array.from([0, 1, 2, 3, 4, 4_294_967_295]),
  Int8Array.from([0, 1, 2, 3, -128, 127]),
  Int16Array.from([0, 1, 2, 3, -32_768, 32_767]),
  Int32Array.from([0, 1, 2, 3, -(2 ** 31), 2 ** 31 - 1]),
  Float32Array.from([0, 1.5, NaN, Infinity, -0, 3e38]),
  Float64Array.from([0, 1.1, NaN, -Infinity, -0, 1e300]),
];

it.each(everyType)('gives back samples of every type as they are, in any strides (%#)', (data) => {
  const plain = ndArray(data, [1, 3, 2]);
  const read = readNpySamples(encodeNpySamples(plain));
  expect([read.shape, read.data]).toEqual([[1, 3, 2], data]);
  // The same numbers as planes of channels, which is how TIFF may store them.
  const planes = ndArray(data, [1, 3, 2], [3, 1, 3]);
  const interleaved = readNpySamples(encodeNpySamples(planes));
  const [a, b, c, d, e, f] = data;
  expect([interleaved.shape, Array.from(interleaved.data)]).toEqual([
    [1, 3, 2],
    [a, d, b, e, c, f],
  ]);
});

it('reads big-endian numbers, which other programs write', () => {
  const bytes = npy(`{'descr': '>u2', 'fortran_order': False, 'shape': (1, 2, 1), }`, Uint8Array.from([1, 2, 255, 0]));
  expect(readNpySamples(bytes).data).toEqual(Uint16Array.from([258, 65_280]));
});

it('begins its numbers at a multiple of 64, as NumPy does', () => {
  const bytes = encodeNpySamples(ndArray(new Uint16Array(6), [1, 3, 2]));
  expect(bytes.length).toBe(128 + 12);
  expect(new TextDecoder().decode(bytes.subarray(10, 128)).trim()).toBe(
    "{'descr': '<u2', 'fortran_order': False, 'shape': (1, 3, 2), }",
  );
});

it.each<[string, Uint8Array, string]>([
  ['another magic', new Uint8Array(200), 'CORRUPT'],
  ['nothing', new Uint8Array(0), 'CORRUPT'],
  ['an end in the header', file('|u1', '(1, 3, 2)').subarray(0, 40), 'TRUNCATED'],
  ['an end in the first bytes', file('|u1', '(1, 3, 2)').subarray(0, 9), 'TRUNCATED'],
  ['fewer numbers than promised', file('|u1', '(1, 3, 2)', { bytes: 5 }), 'TRUNCATED'],
  ['more numbers than promised', file('|u1', '(1, 3, 2)', { bytes: 7 }), 'CORRUPT'],
  ['a header that is no dictionary', npy('import os', new Uint8Array(6)), 'CORRUPT'],
  ['an object, which is never rebuilt', file('|O', '(1, 3, 2)'), 'UNSUPPORTED'],
  ['text', file('<U6', '(1, 3, 2)'), 'UNSUPPORTED'],
  ['64-bit whole numbers', file('<u8', '(1, 3, 2)', { bytes: 48 }), 'UNSUPPORTED'],
  ['Fortran order', file('|u1', '(1, 3, 2)', { order: 'True' }), 'UNSUPPORTED'],
  ['two axes', file('|u1', '(2, 3)'), 'UNSUPPORTED'],
  ['four axes', file('|u1', '(1, 1, 3, 2)'), 'UNSUPPORTED'],
  ['a side of 0', file('|u1', '(0, 3, 2)', { bytes: 0 }), 'CORRUPT'],
  ['no channel', file('|u1', '(1, 3, 0)', { bytes: 0 }), 'CORRUPT'],
  ['a side that is no number', file('|u1', '(1 2, 3, 2)'), 'CORRUPT'],
  ['a side beyond all limits', file('|u1', '(99999999999999999999, 3, 2)'), 'TOO_LARGE'],
  ['more pixels than are read', file('|u1', '(16384, 16384, 1)'), 'TOO_LARGE'],
  ['more channels than an image has', file('|u1', '(1, 1, 9999999)'), 'CORRUPT'],
  ['more bytes than are read', file('<f8', '(8192, 8192, 4)'), 'TOO_LARGE'],
])('refuses %s', (_, bytes, code) => {
  expect(() => readNpySamples(bytes)).toThrow(expect.objectContaining({ name: 'FormatError', code }) as Error);
});

it('answers damage of any byte with samples or a refusal, nothing else', () => {
  const sound = encodeNpySamples(ndArray(Uint8Array.from([1, 2, 3, 4, 5, 6]), [1, 3, 2]));
  for (let at = 0; at < 128; at++) {
    for (const value of [0, 39, 40, 57, 255]) {
      const bytes = sound.slice();
      bytes[at] = value;
      try {
        expect(readNpySamples(bytes).shape).toHaveLength(3);
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
      }
    }
  }
});
