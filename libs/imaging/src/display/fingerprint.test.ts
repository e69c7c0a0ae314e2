import * as fc from 'fast-check';
import type { DisplayImage } from './display-image.ts';
import { fingerprintOf, hashDistance } from './fingerprint.ts';

/** Smooth blobs that depend on a seed. */
function picture({ seed = 1, width = 96, height = 80, gain = 1, offset = 0 } = {}): DisplayImage {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [x / width, y / height];
      const value = Math.sin(u * (3 + seed)) + Math.cos(v * (5 + seed * 1.7)) + Math.sin((u + v) * seed * 2.3);
      data[y * width + x] = Math.round(offset + gain * (value + 3) * 20);
    }
  }
  return { width, height, channels: 1, data };
}

const hashOf = (image: DisplayImage) => fingerprintOf(image).perceptualHash;

describe('the perceptual hash', () => {
  it('stays nearly the same when a picture is scaled, brightened or given contrast', () => {
    const hash = hashOf(picture());
    expect(hashDistance(hash, hashOf(picture({ width: 192, height: 160 })))).toBeLessThanOrEqual(4);
    expect(hashDistance(hash, hashOf(picture({ offset: 30 })))).toBeLessThanOrEqual(4);
    expect(hashDistance(hash, hashOf(picture({ gain: 1.4 })))).toBeLessThanOrEqual(4);
  });

  it('differs between pictures that do not look alike', () => {
    for (const seed of [2, 3, 4, 5])
      expect(hashDistance(hashOf(picture()), hashOf(picture({ seed })))).toBeGreaterThan(8);
  });

  it('is 0 for a picture without structure', () => {
    const data = new Uint8Array(64 * 64).fill(17);
    expect(hashOf({ width: 64, height: 64, channels: 1, data })).toBe('0000000000000000');
  });

  it('is the same for a grey picture in one channel and in three', () => {
    const grey = picture();
    const data = Uint8Array.from(grey.data, () => 0);
    const colour = new Uint8Array(data.length * 3).map((_, i) => grey.data[Math.floor(i / 3)] ?? 0);
    expect(hashOf({ ...grey, channels: 3, data: colour })).toBe(hashOf(grey));
  });

  it('is taken of images of any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 70 }), (width, height) => {
        expect(hashOf(picture({ width, height }))).toMatch(/^[0-9a-f]{16}$/);
      }),
      { seed: 1 },
    );
  });
});

describe('the distance of hashes', () => {
  it.each([
    ['0000000000000000', '0000000000000000', 0],
    ['0000000000000000', 'ffffffffffffffff', 64],
    ['8000000000000001', '0000000000000000', 2],
  ])('between %s and %s is %i', (a, b, distance) => {
    expect(hashDistance(a, b)).toBe(distance);
  });
});

describe('the hash of the pixels', () => {
  it('tells sizes, channels and single pixels apart', () => {
    const image = picture({ width: 40, height: 20 });
    const changed = { ...image, data: image.data.with(5, 200) };
    const hashes = [image, changed, { ...image, width: 20, height: 40 }].map((one) => fingerprintOf(one).pixelSha256);
    expect(new Set(hashes).size).toBe(3);
    expect(fingerprintOf(picture({ width: 40, height: 20 })).pixelSha256).toBe(hashes[0]);
  });
});
