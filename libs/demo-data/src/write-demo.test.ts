import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeLabelPixels, decodeSamples } from '@cellboard/formats/node';
import ndarray from 'ndarray';
import type { DemoImage } from './demo-image.ts';
import { encodePng8 } from './png8.ts';
import { writeDemo } from './write-demo.ts';

const COLOURS = Uint8Array.from({ length: 4 * 5 * 3 }, (_, i) => (i * 37) % 256);
const GREYS = Uint8Array.from({ length: 4 * 5 }, (_, i) => 250 - 9 * i);

describe('encodePng8', () => {
  it.each([
    ['colour', ndarray(COLOURS, [4, 5, 3]), 3],
    ['grey', ndarray(GREYS, [4, 5]), 1],
  ])('is read by the platform’s own decoder: %s', async (_, image, channels) => {
    const { samples } = await decodeSamples(encodePng8(image));
    expect(samples).toMatchObject({ dtype: 'uint8', shape: [4, 5, channels] });
    expect(Array.from(samples.data)).toEqual(Array.from(image.data));
  });
});

describe('writeDemo', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellboard-demo-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('writes image, truth and tags of each dataset, and reports its progress', async () => {
    const truth = ndarray(
      Uint16Array.from({ length: 20 }, (_, i) => (i === 7 ? 300 : 0)),
      [4, 5],
    );
    const demo: DemoImage = {
      kind: 'histology',
      name: 'histology-99',
      width: 5,
      height: 4,
      channels: 3,
      tags: { cellType: 'not stated', modality: 'brightfield', stain: 'H&E', tissue: 'tumour', pixelSizeUm: 0.4 },
      difficulty: { density: 0, defocus: 0.5, noise: 1 },
      render: () => ({ image: ndarray(COLOURS, [4, 5, 3]), truth }),
    };
    const told: string[] = [];
    const about = { name: 'Demo', description: '', object: 'nucleus' } as const;
    const datasets = [
      { ...about, slug: 'first', images: [demo] },
      { ...about, slug: 'second', images: [] },
    ];
    await writeDemo(datasets, join(folder, 'new'), (name) => told.push(name));

    expect(told).toEqual(['histology-99']);
    expect(await readdir(join(folder, 'new', 'first', 'images'))).toEqual(['histology-99.png']);
    const labels = await decodeLabelPixels(await readFile(join(folder, 'new', 'first', 'labels', 'histology-99.png')));
    expect(labels.shape).toEqual([4, 5]);
    expect(Array.from(labels.data)).toEqual(Array.from(truth.data));
    expect(JSON.parse(await readFile(join(folder, 'new', 'first', 'tags.json'), 'utf8'))).toMatchObject([
      { name: 'histology-99', kind: 'histology', stain: 'H&E', difficulty: { noise: 1 } },
    ]);
    expect(JSON.parse(await readFile(join(folder, 'new', 'second', 'tags.json'), 'utf8'))).toEqual([]);
  });
});
