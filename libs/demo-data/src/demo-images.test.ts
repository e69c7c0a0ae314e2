import { createHash } from 'node:crypto';
import { toLabelImage } from '@cellboard/labels';
import type { DemoImage, Rendering } from './demo-image.ts';
import { demoDatasets } from './demo-datasets.ts';
import { demoImages } from './demo-images.ts';

const images = demoImages();

/** SHA-256 of the image's bytes followed by the truth's, little-endian: what every machine must draw. */
const PINNED: Record<string, string> = {
  'fluorescence-12': '36572375a35df671ef90deb95cc826525c51d69883018b497c13590c6c692def',
  'phase-contrast-04': '23b5f9ef91dc811137fdc5ea74e1aebda30fa774e769308063b0264f183a48c8',
  'histology-02': 'dab9b6d86c6dcdf5d9b905c8998c3a9de3ac803ca26e6901a7ab045ae52878f0',
};

/** Mean of channel values inside and outside the cells. */
function means({ image, truth }: Rendering, channel: number): { cells: number; background: number } {
  const channels = image.shape[2] ?? 1;
  const sums = [0, 0];
  const counts = [0, 0];
  for (let i = 0; i < truth.data.length; i++) {
    const inside = truth.data[i] === 0 ? 0 : 1;
    sums[inside]! += image.data[i * channels + channel]!;
    counts[inside]!++;
  }
  return { background: sums[0]! / counts[0]!, cells: sums[1]! / counts[1]! };
}

/** Pairs of different cells that share a pixel side. */
function touchingPairs({ truth }: Rendering): number {
  const [, width = 0] = truth.shape;
  const pairs = new Set<string>();
  for (let i = 0; i + width < truth.data.length; i++) {
    const a = truth.data[i]!;
    const b = truth.data[i + width]!;
    if (a !== 0 && b !== 0 && a !== b) pairs.add(`${a} ${b}`);
  }
  return pairs.size;
}

function piecesOf({ truth }: Rendering): number {
  const [, width = 0] = truth.shape;
  const seen = new Uint8Array(truth.data.length);
  let pieces = 0;
  for (let first = 0; first < seen.length; first++) {
    if (truth.data[first] === 0 || seen[first] === 1) continue;
    pieces++;
    const waiting = [first];
    seen[first] = 1;
    for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
      const beside = [
        i - width,
        i + width,
        ...(i % width > 0 ? [i - 1] : []),
        ...(i % width < width - 1 ? [i + 1] : []),
      ];
      for (const j of beside) {
        if (truth.data[j] !== truth.data[i] || seen[j] === 1) continue;
        seen[j] = 1;
        waiting.push(j);
      }
    }
  }
  return pieces;
}

describe('demoImages', () => {
  it('are 16 of each kind with names of their own', () => {
    expect(new Set(images.map(({ name }) => name)).size).toBe(48);
    for (const kind of ['fluorescence', 'phase-contrast', 'histology']) {
      expect(images.filter((image) => image.kind === kind)).toHaveLength(16);
    }
    for (const { name, width, height } of images) {
      expect(name).toMatch(/^[a-z-]+-\d\d$/);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(400);
      expect(Math.max(width, height)).toBeLessThanOrEqual(512);
    }
  });

  it('rise from easy to hard in each kind', () => {
    const level = ({ difficulty: { density, defocus, noise } }: DemoImage) => density + defocus + noise;
    const mean = (some: readonly DemoImage[]) => some.reduce((sum, image) => sum + level(image), 0) / some.length;
    for (const kind of ['fluorescence', 'phase-contrast', 'histology']) {
      const own = images.filter((image) => image.kind === kind);
      expect(mean(own.slice(0, 8)) + 0.8).toBeLessThan(mean(own.slice(8)));
      for (const { difficulty } of own) {
        for (const part of Object.values(difficulty)) expect(part >= 0 && part <= 1).toBe(true);
      }
    }
  });
});

describe('demoDatasets', () => {
  it('have every image once, 16 of a kind in each', () => {
    expect(demoDatasets.flatMap((dataset) => dataset.images.map(({ name }) => name))).toEqual(
      images.map(({ name }) => name),
    );
    for (const { slug, images } of demoDatasets) {
      expect(images).toHaveLength(16);
      expect(new Set(images.map(({ kind }) => `demo-${kind}`))).toEqual(new Set([slug]));
    }
  });

  it('outline nuclei where nuclei are stained, and cells in phase contrast', () => {
    expect(demoDatasets.map(({ slug, object }) => [slug, object])).toEqual([
      ['demo-fluorescence', 'nucleus'],
      ['demo-phase-contrast', 'cell'],
      ['demo-histology', 'nucleus'],
    ]);
  });
});

describe.each(images.filter((_, k) => [11, 19, 33].includes(k)).map((image) => [image.name, image] as const))(
  '%s',
  (name, image) => {
    const rendering = image.render();
    const { cellCount, ids } = toLabelImage(rendering.truth);

    it('has the shape it promised', () => {
      const { width, height, channels } = image;
      expect(rendering.image.shape).toEqual(channels === 3 ? [height, width, 3] : [height, width]);
      expect(rendering.truth.shape).toEqual([height, width]);
    });

    it('has cells numbered 1..n, each in one piece and large enough to see', () => {
      expect(cellCount).toBeGreaterThan(10);
      expect(ids[cellCount]).toBe(cellCount);
      expect(piecesOf(rendering)).toBe(cellCount);
      const areas = new Uint32Array(cellCount + 1);
      for (const label of rendering.truth.data) areas[label]!++;
      expect(Math.min(...areas)).toBeGreaterThanOrEqual(24);
    });

    it('has cells that touch and cells that the border cuts', () => {
      expect(touchingPairs(rendering)).toBeGreaterThan(2);
      const [, width = 0] = rendering.truth.shape;
      expect(rendering.truth.data.subarray(0, width).some((label) => label !== 0)).toBe(true);
    });

    it('shows its cells as the microscope would', () => {
      const red = means(rendering, 0);
      if (image.kind === 'fluorescence') expect(red.cells).toBeGreaterThan(1.8 * red.background);
      if (image.kind === 'phase-contrast') expect(red.cells).toBeLessThan(0.98 * red.background);
      if (image.kind === 'histology') {
        // Haematoxylin takes red light most, so nuclei turn blue beside the pink.
        const blue = means(rendering, 2);
        expect(red.cells / blue.cells).toBeLessThan(0.95 * (red.background / blue.background));
      }
    });

    it('is the same on every machine', () => {
      const bytes = createHash('sha256').update(rendering.image.data);
      const labels = new Uint8Array(2 * rendering.truth.data.length);
      rendering.truth.data.forEach((label, i) => {
        labels[2 * i] = label & 0xff;
        labels[2 * i + 1] = label >> 8;
      });
      bytes.update(labels);
      expect(bytes.digest('hex')).toBe(PINNED[name]);
    });
  },
);

describe('render', () => {
  it('draws the same again', () => {
    const image = images[2]!;
    const [first, second] = [image.render(), image.render()];
    expect(Buffer.compare(first.image.data, second.image.data)).toBe(0);
    expect(Buffer.compare(Buffer.from(first.truth.data.buffer), Buffer.from(second.truth.data.buffer))).toBe(0);
  });
});
