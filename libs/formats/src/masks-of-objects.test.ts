import fc from 'fast-check';
import { decodeLabels, readCheckedLabels } from './node.ts';
import { encodeNpy } from './numpy/npy-writer.ts';
import { npy } from './numpy/pickle.fixture.ts';
import { tiff } from './tiff/tiff.fixture.ts';
import { jsonFile, readIds, refusalOf, verdict } from './verdict.fixture.ts';

/** A stack of masks as a NumPy array of the shape [masks, height, width]. */
function stack(masks: readonly (readonly number[])[], [height, width]: readonly [number, number]): Uint8Array {
  return npy(
    `{'descr': '|u1', 'fortran_order': False, 'shape': (${masks.length}, ${height}, ${width}), }`,
    Uint8Array.from(masks.flat()),
  );
}

const objects = { objects: true } as const;

describe('a plane for each cell', () => {
  it('is joined when that is said, from NumPy and TIFF, in the order of the planes', async () => {
    const masks = [
      [1, 1, 0, 0, 0, 0],
      [0, 0, 0, 0, 255, 255],
    ];
    const cells = { shape: [2, 3], ids: [1, 1, 0, 0, 2, 2] };
    expect(await readIds(stack(masks, [2, 3]), objects)).toEqual(cells);
    const pages = masks.map((samples) => ({ width: 3, height: 2, samples }));
    expect(await readIds(tiff(...(pages as [(typeof pages)[number]])), objects)).toEqual(cells);
    const channels = {
      width: 3,
      height: 2,
      channels: 2,
      photometric: 1,
      samples: [1, 0, 1, 0, 0, 0, 0, 0, 0, 9, 0, 9],
    };
    expect(await readIds(tiff(channels), objects)).toEqual(cells);
  });

  it.each([{ plane: 1 }, { components: true }, { colours: 'distinct' as const }])(
    'leaves nothing else to choose: %j',
    async (other) => {
      const refusal = await refusalOf(stack([[1, 0]], [1, 2]), { ...objects, ...other });
      expect(refusal.message).toContain(`so --${Object.keys(other)[0]!} says nothing beside it`);
    },
  );

  it('gives shared pixels by the rule, and in any order the same cells', async () => {
    const images = fc
      .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 5, max: 8 }), fc.integer({ min: 5, max: 8 }))
      .chain(([count, height, width]) =>
        fc.record({
          size: fc.constant([height, width] as const),
          owner: fc.array(fc.integer({ min: 0, max: count }), { minLength: height * width, maxLength: height * width }),
          count: fc.constant(count),
        }),
      );
    await fc.assert(
      fc.asyncProperty(images, async ({ size, owner, count }) => {
        const masks = Array.from({ length: count }, (_, cell) => owner.map((id) => (id === cell + 1 ? 1 : 0)));
        expect((await readIds(stack(masks, size), objects)).ids).toEqual(owner);
        const turned = await readIds(stack(masks.toReversed(), size), objects);
        expect(turned.ids.map((id) => (id === 0 ? 0 : count + 1 - id))).toEqual(owner);
      }),
      { seed: 2026, numRuns: 60 },
    );
    const shared = [new Array<number>(25).fill(1), [...new Array<number>(24).fill(0), 1]];
    expect((await readIds(stack(shared, [5, 5]), { ...objects, overlap: 'larger' })).ids.at(-1)).toBe(1);
    expect((await readIds(stack(shared, [5, 5]), { ...objects, overlap: 'smaller' })).ids.at(-1)).toBe(2);
    expect((await refusalOf(stack(shared, [5, 5]), { ...objects, overlap: 'refuse' })).code).toBe('OVERLAP');
  });

  it('notes masks without a pixel, and refuses one of several values', async () => {
    const empty = stack([new Array<number>(25).fill(0), new Array<number>(25).fill(1)], [5, 5]);
    expect((await readCheckedLabels(empty, objects)).notes[0]).toBe('1 of 2 masks are empty and were left out.');
    const labels = stack([[1, 2, ...new Array<number>(23).fill(0)], new Array<number>(25).fill(1)], [5, 5]);
    expect((await refusalOf(labels, objects)).message).toContain('Mask 1 holds the values 1 and 2');
    const sizes = tiff({ width: 2, height: 1, samples: [1, 0] }, { width: 1, height: 1, samples: [1] });
    expect((await refusalOf(sizes, objects)).message).toContain('Mask 2 is 1×1 pixels, but the first is 2×1');
  });

  it('is refused beyond 65,535 masks, before all of them are looked at', async () => {
    const many = encodeNpy({ shape: [1, 1], data: Uint8Array.of(1) } as never);
    expect((await decodeLabels(many, objects)).cellCount).toBe(1);
    const file = npy(`{'descr': '|u1', 'fortran_order': False, 'shape': (70000, 2, 3), }`, new Uint8Array(70_000 * 6));
    expect((await refusalOf(file, objects)).message).toContain('more than 65535 masks');
  });
});

describe('the mask list of Segment Anything', () => {
  const mask = (counts: readonly number[], more: object = {}) => ({
    segmentation: { size: [2, 3], counts },
    area: 1,
    bbox: [0, 0, 1, 1],
    predicted_iou: 0.9,
    ...more,
  });

  it('is read with the smaller mask above the larger, whatever the order', async () => {
    const [whole, part] = [mask([0, 6]), mask([2, 2, 2])];
    expect(await readIds(jsonFile([whole, part]))).toEqual({ shape: [2, 3], ids: [1, 2, 1, 1, 2, 1] });
    expect((await readIds(jsonFile([part, whole]))).ids).toEqual([2, 1, 2, 2, 1, 2]);
    expect((await readIds(jsonFile([part, whole]), { overlap: 'later' })).ids).toEqual([2, 2, 2, 2, 2, 2]);
  });

  it('whose run lengths lie is refused', async () => {
    const wrong = [[0, 7], [0, 5], [], [-1, 7], [0.5, 5.5], [2 ** 53, 1], ['0', '6']];
    for (const counts of wrong)
      expect(await verdict(jsonFile([mask(counts as number[])]))).toMatchObject({ code: 'CORRUPT' });
    const sizes = [[2 ** 31, 2 ** 31], [0, 3], [2], [2, 3, 1], ['2', 3], null];
    for (const size of sizes)
      expect(await verdict(jsonFile([{ segmentation: { size, counts: [6] } }]))).toMatchObject({ name: 'FormatError' });
    expect((await refusalOf(jsonFile([mask([0, 6]), null]))).code).toBe('CORRUPT');
    expect((await refusalOf(jsonFile([mask([0, 6]), { segmentation: { size: [3, 3], counts: [0, 9] } }]))).code).toBe(
      'CORRUPT',
    );
  });
});

describe('COCO results', () => {
  const result = (counts: readonly number[], score: unknown, more: object = {}) => ({
    image_id: 3,
    category_id: 1,
    score,
    segmentation: { size: [1, 4], counts },
    ...more,
  });

  it('give a shared pixel to the surest, whatever the order', async () => {
    const [sure, unsure] = [result([0, 3, 1], 0.9), result([1, 3], 0.2)];
    expect((await readIds(jsonFile([sure, unsure]))).ids).toEqual([1, 1, 1, 2]);
    expect((await readIds(jsonFile([unsure, sure]))).ids).toEqual([2, 2, 2, 1]);
    expect((await readIds(jsonFile([sure, result([1, 3], null)]))).ids).toEqual([1, 1, 1, 2]);
  });

  it('of several images are refused until one is chosen by its number', async () => {
    const file = jsonFile([result([0, 1, 3], 1), result([1, 3], 1, { image_id: 4 })]);
    expect((await refusalOf(file)).message).toContain('holds 2 images. Choose one');
    expect((await readIds(file, { part: '4' })).ids).toEqual([0, 1, 1, 1]);
    expect((await refusalOf(file, { part: '5' })).message).toContain('none named 5');
  });

  it('without run lengths, or of an image that is no number, are refused', async () => {
    expect((await refusalOf(jsonFile([result([0, 4], 1, { segmentation: [[0, 0, 1, 0, 1, 1]] })]))).message).toContain(
      'has polygons',
    );
    for (const image_id of ['3', null, [3], {}])
      expect(await verdict(jsonFile([result([0, 4], 1, { image_id })]))).toMatchObject({ name: 'FormatError' });
  });
});
