import fc from 'fast-check';
import { constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { browserPlatform } from './browser-platform.ts';
import { nodePlatform } from '../node.ts';
import type { Platform } from '../platform.ts';

/** What the browser's platform needs of the browser here, Node has too. */
const kinds = [
  ['inflate', deflateSync],
  ['inflateRaw', deflateRawSync],
  ['gunzip', gzipSync],
  ['zstd', zstdCompressSync],
] as const satisfies readonly (readonly [keyof Platform, (bytes: Uint8Array) => Uint8Array])[];

const seed = 2026;
const small = fc.uint8Array({ minLength: 1, maxLength: 3000 });
/** Beyond the size from which on the browser unpacks by itself: noise does not shrink. */
const large = fc.integer({ min: 1, max: 2 ** 31 - 1 }).map((state) => {
  let x = state;
  return Uint8Array.from({ length: 40_000 + (state % 30_000) }, () => (x = (x * 48_271) % 2_147_483_647));
});

describe.each(kinds)('%s', (name, pack) => {
  it('gives back what was packed, and stops at what it may become', async () => {
    for (const [content, numRuns] of [
      [small, 60],
      [large, 8],
    ] as const) {
      await fc.assert(
        fc.asyncProperty(content, async (bytes) => {
          const packed = new Uint8Array(pack(bytes));
          for (const maxLength of [bytes.length, bytes.length + 1, bytes.length * 3 + 100]) {
            expect(Buffer.compare(await browserPlatform[name](packed, maxLength), bytes)).toBe(0);
          }
          if (bytes.length < 2) return;
          await expect(async () => browserPlatform[name](packed, bytes.length - 1)).rejects.toThrow();
        }),
        { seed, numRuns },
      );
    }
  });

  it('takes no damaged data for sound that Node does not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(small, large), fc.nat(), fc.nat({ max: 255 }), async (bytes, place, value) => {
        const packed = new Uint8Array(pack(bytes));
        const cut = packed.subarray(0, place % packed.length);
        await expect(async () => browserPlatform[name](cut, bytes.length + 9)).rejects.toThrow();
        packed[place % packed.length] = value;
        const unpack = async (platform: Platform) => platform[name](packed, bytes.length);
        const [there, here] = await Promise.allSettled([unpack(browserPlatform), unpack(nodePlatform)]);
        if (there.status === 'rejected') return;
        expect(here.status === 'fulfilled' && Buffer.compare(there.value, here.value)).toBe(0);
      }),
      { seed, numRuns: 60 },
    );
  });

  it('does not unpack a bomb', async () => {
    const bomb = new Uint8Array(pack(new Uint8Array(50 * 2 ** 20)));
    const before = process.memoryUsage().rss;
    await expect(async () => browserPlatform[name](bomb, 1000)).rejects.toThrow();
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 2 ** 20);
  });
});

it('bytes behind the end of deflated data are passed over, as zlib does', async () => {
  for (const [name, pack] of kinds.slice(0, 2)) {
    for (const bytes of [new Uint8Array(100), Uint8Array.from({ length: 90_000 }, (_, i) => (i * i) >> 7)]) {
      const packed = Buffer.concat([pack(bytes), Buffer.from('more')]);
      for (const platform of [browserPlatform, nodePlatform]) {
        expect(Buffer.compare(await platform[name](packed, bytes.length), bytes)).toBe(0);
      }
    }
  }
});

it('checksums of Zstandard are checked', async () => {
  const params = { [constants.ZSTD_c_checksumFlag]: 1 };
  const packed = new Uint8Array(zstdCompressSync(new Uint8Array(5000).fill(7), { params }));
  expect((await browserPlatform.zstd(packed, 5000)).length).toBe(5000);
  packed[packed.length - 1] = packed.at(-1)! ^ 1;
  await expect(browserPlatform.zstd(packed, 5000)).rejects.toThrow('corruption');
});

it('deflated data comes piece by piece, and what is wrong with where it comes from is reported', async () => {
  const bytes = Uint8Array.from({ length: 400_000 }, (_, i) => (i * i) >> 9);
  const packed = deflateRawSync(bytes);
  async function* pieces(of: Uint8Array, fails = false) {
    for (let at = 0; at < of.length; at += 10_000) {
      if (fails && at > 20_000) throw new Error('the line is cut');
      yield await Promise.resolve(of.subarray(at, at + 10_000));
    }
  }
  const all = async (stream: AsyncIterable<Uint8Array>) => {
    const found: Uint8Array[] = [];
    for await (const piece of stream) found.push(piece);
    return Buffer.concat(found);
  };
  for (const { inflateRawStream } of [browserPlatform, nodePlatform]) {
    expect(Buffer.compare(await all(inflateRawStream(pieces(packed))), bytes)).toBe(0);
    await expect(all(inflateRawStream(pieces(packed, true)))).rejects.toThrow('the line is cut');
    await expect(all(inflateRawStream(pieces(packed.subarray(0, -200))))).rejects.toThrow();
    await expect(all(inflateRawStream(pieces(Buffer.from('not deflated at all'))))).rejects.toThrow();
    for await (const piece of inflateRawStream(pieces(packed))) {
      expect(piece.length).toBeGreaterThan(0);
      break; // nobody waits for the rest
    }
  }
});

it('what is packed is the same on both sides, and so are hashes and checksums', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(small, large), async (bytes) => {
      expect(Buffer.compare(await browserPlatform.deflate(bytes), await nodePlatform.deflate(bytes))).toBe(0);
      expect(browserPlatform.crc32(bytes, 7)).toBe(nodePlatform.crc32(bytes, 7));
      const [there, here] = [browserPlatform.sha1(), nodePlatform.sha1()];
      for (const hash of [there, here]) {
        hash.update(bytes.subarray(0, 99));
        hash.update(bytes.subarray(99));
      }
      expect(there.hex()).toBe(here.hex());
    }),
    { seed, numRuns: 40 },
  );
});
