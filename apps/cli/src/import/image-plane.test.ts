import { tiff } from '@cellboard/formats/files.fixture';
import { decodeSamples, encodeTiffImage, openFile, readPlanes } from '@cellboard/formats/node';
import { imagePlane, onPlane } from './image-plane.ts';
import { surveyAll, type ImportEntry } from './survey.ts';

const none = { stain: null, tissue: null, pixelSizeUm: null, cluster: null, split: null, planeZ: null, planeT: null };

/** Square pages of 16 bits. */
function stack(pages: readonly (readonly number[])[], photometric = 1): Uint8Array<ArrayBuffer> {
  const [first, ...others] = pages.map((samples) => {
    const side = Math.sqrt(samples.length);
    return { width: side, height: side, bits: 16, photometric, samples: [...samples] };
  });
  return new Uint8Array(tiff(first!, ...others));
}

const valuesOf = async (bytes: Uint8Array) => {
  const { samples, whiteIsZero } = await decodeSamples(await openFile(bytes));
  return { shape: samples.shape, data: Array.from(samples.data, Number), whiteIsZero };
};

it('the plane of a stack becomes an image of its own, as it is stored', async () => {
  const file = stack([
    [1, 2, 3, 4],
    [500, 6, 7, 8],
  ]);
  expect(await readPlanes(await openFile(file))).toMatchObject({ z: 2, t: 1 });
  for (const [plane, data] of [
    [1, [1, 2, 3, 4]],
    [2, [500, 6, 7, 8]],
  ] as const) {
    const one = await imagePlane(file, plane);
    expect(await readPlanes(await openFile(one))).toEqual({ channels: 1, z: 1, t: 1 });
    expect(await valuesOf(one)).toEqual({ shape: [2, 2, 1], data, whiteIsZero: false });
  }
});

it('white as 0 comes out with black as 0', async () => {
  const file = stack([[0, 1, 2, 65_535], [5, 5, 5, 5]], 0); // prettier-ignore
  expect((await valuesOf(await imagePlane(file, 1))).data).toEqual([65_535, 65_534, 65_533, 0]);
});

it('says where samples do not fit 32 bits floating point', async () => {
  const page = (sample: number) => ({ width: 1, height: 1, bits: 32, samples: [sample] });
  for (const [sample, times] of [
    [16_777_217, 1],
    [16_777_216, 0],
    [65_535, 0],
  ] as const) {
    // prettier-ignore
    let told = 0;
    await imagePlane(new Uint8Array(tiff(page(sample), page(1))), 1, () => told++);
    expect([sample, told]).toEqual([sample, times]);
  }
});

it('an image of one plane stays as it is, and none has a plane beyond its last', async () => {
  const colours = { width: 1, height: 2, channels: 3, data: Uint8Array.of(1, 2, 3, 4, 5, 6), colours: true };
  const image = new Uint8Array(await encodeTiffImage(colours));
  expect(await imagePlane(image, 1)).toBe(image);
  await expect(imagePlane(image, 2)).rejects.toThrow('The image has 1 plane, so there is none with the number 2.');
  await expect(imagePlane(stack([[1], [2]]), 3)).rejects.toThrow('The image has 2 planes, so there is none');
});

it('an import of stacks says that a plane can be chosen, and takes the one that is', async () => {
  async function* entries(): AsyncGenerator<ImportEntry> {
    const side = Array.from({ length: 24 * 24 }, (_, i) => i);
    const image = await Promise.resolve(stack([side, side.toReversed()]));
    const files = () => Promise.resolve({ image, truth: null, ignore: null });
    yield { kind: 'image', name: 'a', tags: { cellType: 'not stated', modality: 'not stated', ...none }, files };
  }
  const { signal } = new AbortController();
  const refused = await surveyAll(entries(), signal, { hasPlanes: true });
  expect(refused.defects).toEqual([
    {
      kind: 'defect',
      name: 'a',
      message: expect.stringMatching(/^Its image holds 2 planes .* --image-plane\.$/) as string,
    },
  ]);
  expect((await surveyAll(entries(), signal)).defects[0]?.message).not.toContain('--image-plane');
  const taken = await surveyAll(onPlane(entries(), 2), signal);
  expect(taken).toMatchObject({ defects: [], images: [{ name: 'a', measures: { width: 24, height: 24 } }] });
});
