import Blosc from 'numcodecs/blosc';
import LZ4 from 'numcodecs/lz4';
import { mutate, randomNumbers } from '../mutations.fixture.ts';
import { nodePlatform } from '../node.ts';
import { unpackBlosc as unpackOn } from './blosc.ts';
import { unpackLz4 } from './lz4.ts';

/** What packs for Zarr in the library that zarrita reads with. */
const blosc = (configuration: object) => Blosc.fromConfig({ id: 'blosc', ...configuration });
const lz4 = LZ4.fromConfig({ id: 'lz4' });

const unpackBlosc = (bytes: Uint8Array, limit: number) => unpackOn(bytes, limit, nodePlatform);

const random = randomNumbers(2026);
const samples: Readonly<Record<string, Uint8Array>> = {
  'label image': new Uint8Array(
    Uint32Array.from({ length: 40_000 }, (_, i) => ((i % 200) >> 4) * ((i / 3200) | 0)).buffer,
  ),
  noise: Uint8Array.from({ length: 20_000 }, () => random(256)),
  zeros: new Uint8Array(100_000),
  'far repeats': Uint8Array.from({ length: 60_000 }, (_, i) => (((i % 20_000) * 2654435761) >>> 13) & 255),
  'a few bytes': Uint8Array.from([1, 2, 3, 4, 5, 6, 7]),
  nothing: new Uint8Array(),
};

describe('unpacks what the library packs:', () => {
  for (const cname of ['blosclz', 'lz4', 'lz4hc', 'zlib', 'zstd']) {
    it(`Blosc of ${cname}, with every way to shuffle and every size of blocks`, async () => {
      for (const [name, bytes] of Object.entries(samples)) {
        for (const shuffle of [0, 1, 2]) {
          for (const [clevel, blocksize] of [
            [1, 0],
            [5, 0],
            [9, 4096],
            [0, 0],
            [5, 1000],
          ] as const) {
            const packed = await blosc({ cname, clevel, shuffle, blocksize }).encode(bytes);
            const unpacked = await unpackBlosc(packed, bytes.length);
            expect([cname, name, shuffle, clevel, Buffer.compare(unpacked, bytes)]).toEqual([
              cname,
              name,
              shuffle,
              clevel,
              0,
            ]);
          }
        }
      }
    });
  }

  it('LZ4', async () => {
    for (const [name, bytes] of Object.entries(samples)) {
      if (bytes.length === 0) continue;
      const packed = await lz4.encode(bytes);
      expect([name, Buffer.compare(unpackLz4(packed.subarray(4), bytes.length)!, bytes)]).toEqual([name, 0]);
    }
  });
});

/** The library packs samples of four bytes only if its settings say so, which the codec does not do: the header says it. */
it('unpacks samples of four bytes, byte by byte and bit by bit', async () => {
  const ids = Uint8Array.from({ length: 4 * 512 }, (_, i) => (i * 7 + (i >> 5)) & 255);
  const head = (flags: number) => {
    const view = new DataView(new ArrayBuffer(16 + 4));
    view.setUint8(0, 2);
    view.setUint8(2, flags | 0x20);
    view.setUint8(3, 4);
    view.setUint32(4, ids.length, true);
    view.setUint32(8, ids.length, true);
    view.setUint32(16, 20, true);
    return view;
  };
  /** Parts whose length is that of their content are stored as they are. */
  const chunk = (flags: number, parts: Uint8Array[]) => {
    const view = head(flags);
    const body = parts.flatMap((part) => [Uint8Array.of(part.length & 255, part.length >> 8, 0, 0), part]);
    const bytes = Buffer.concat([new Uint8Array(view.buffer), ...body]);
    bytes.writeUInt32LE(bytes.length, 12);
    return bytes;
  };
  const bytesOf = (k: number) => Uint8Array.from({ length: 512 }, (_, i) => ids[i * 4 + k]!);
  const parts = [0, 1, 2, 3].map(bytesOf);
  expect(Buffer.compare(await unpackBlosc(chunk(1, parts), ids.length), ids)).toBe(0);
  expect(Buffer.compare(await unpackBlosc(chunk(1 | 16, [Buffer.concat(parts)]), ids.length), ids)).toBe(0);
  const bits = new Uint8Array(ids.length);
  for (let bit = 0; bit < 32; bit++) {
    for (let i = 0; i < 512; i++) {
      const one = (ids[i * 4 + (bit >> 3)]! >> (bit & 7)) & 1;
      bits[bit * 64 + (i >> 3)]! |= one << (i & 7);
    }
  }
  expect(Buffer.compare(await unpackBlosc(chunk(4 | 16, [bits]), ids.length), ids)).toBe(0);
});

it('refuses chunks of Blosc 2, whose header is another', async () => {
  const packed = Buffer.from(await blosc({ cname: 'lz4', clevel: 5, shuffle: 1 }).encode(samples.noise!));
  packed[0] = 5;
  await expect(unpackBlosc(packed, samples.noise!.length)).rejects.toThrow('has version 5, but Blosc 1 ends at 2');
});

it('takes no damaged data for sound without a length that is right, whatever is damaged', async () => {
  const bytes = samples['label image']!;
  for (const cname of ['blosclz', 'lz4', 'zlib', 'zstd']) {
    const packed = await blosc({ cname, clevel: 5, shuffle: 1, blocksize: 4096 }).encode(bytes);
    let refused = 0;
    for (let round = 0; round < 500; round++) {
      try {
        const unpacked = await unpackBlosc(mutate(packed, random), bytes.length);
        expect(unpacked.length).toBeLessThanOrEqual(bytes.length);
      } catch (error) {
        expect(error).toHaveProperty('message');
        refused++;
      }
    }
    expect([cname, refused > 100]).toEqual([cname, true]);
  }
});
