import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { CocoIndex } from './coco-index.ts';
import { JsonObjects } from './json-objects.ts';
import { Dataset } from '../layouts/layout.fixture.ts';

/** Takes a text apart in pieces of a size, and returns what came out and what was left. */
function take(text: string, size: number) {
  const bytes = Buffer.from(text);
  const objects = new JsonObjects(['a', 'b']);
  const found: [string, unknown][] = [];
  for (let at = 0; at < bytes.length; at += size) {
    for (const { list, object, from, to } of objects.read(bytes.subarray(at, at + size))) {
      expect(JSON.parse(bytes.subarray(from, to).toString())).toEqual(object);
      found.push([list, object]);
    }
  }
  return { found, rest: objects.end() };
}

describe('the objects of a JSON file', () => {
  const text =
    '\ufeff{"info": {"a": [{"no": 1}]}, "a" :\n[{"x": "}]{\\"[é"}, {"y": [[1], {}]} ], "c": [{"z": 1}], "b": [], "d": "a"}';

  it('come out of the lists of its root, however it is cut into pieces', () => {
    for (let size = 1; size < 130; size++) {
      expect(take(text, size)).toEqual({
        found: [
          ['a', { x: '}]{"[é' }],
          ['a', { y: [[1], {}] }],
        ],
        rest: { info: { a: [{ no: 1 }] }, a: [0, 0], c: [{ z: 1 }], b: [], d: 'a' },
      });
    }
  });

  it('and what is left make up any file', () => {
    const file = fc.record({ a: fc.array(fc.dictionary(fc.string(), fc.jsonValue())), b: fc.array(fc.jsonValue()) });
    fc.assert(
      fc.property(file, fc.integer({ min: 1, max: 50 }), ({ a, b }, size) => {
        const { found, rest } = take(JSON.stringify({ a, b }), size);
        const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
        const whole = JSON.parse(JSON.stringify({ a, b })) as { a: unknown[]; b: unknown[] };
        expect(found).toEqual([
          ...whole.a.map((one) => ['a', one]),
          ...whole.b.filter(isObject).map((one) => ['b', one]),
        ]);
        expect(rest).toEqual({ a: whole.a.map(() => 0), b: whole.b.map((one) => (isObject(one) ? 0 : one)) });
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it.each([
    ['a text that ends too early', '{"a": [{"x": 1}, {"x": '],
    ['a missing comma', '{"a": [{"x": 1} {"x": 2}]}'],
    ['an object that is none', '{"a": [{"x": }]}'],
    ['brackets that do not fit', '{"a": [{"x": [1}}]}'],
    ['more brackets closed than opened', '{"a": []}]}'],
    ['bytes that are no UTF-8', '{"a": "\xff"}'],
  ])('are refused for %s', (_, text) => {
    const objects = new JsonObjects(['a']);
    const read = () => {
      for (const { list } of objects.read(Buffer.from(text, 'latin1'))) expect(list).toBe('a');
      objects.end();
    };
    expect(read).toThrow('not valid JSON in UTF-8');
  });

  it('are refused beyond 64 levels, and beyond 64 MiB of an object or of all else', () => {
    expect(() => take(`{"a": [{"x": ${'['.repeat(65)}${']'.repeat(65)}}]}`, 50)).toThrow(
      'nested deeper than 64 levels',
    );
    const piece = Buffer.alloc(2 ** 20, 0x20);
    for (const start of ['{"a": [{"x": ', '{"c": ']) {
      const objects = new JsonObjects(['a']);
      const pieces = [Buffer.from(start), ...Array.from({ length: 65 }, () => piece)];
      const read = () => pieces.flatMap((bytes) => [...objects.read(bytes)]);
      expect(read).toThrow('more than 67108864 bytes in one object');
    }
  });
});

describe('the index of a COCO file', () => {
  const image = (id: number) => ({ id, file_name: `${id}.png`, width: 9, height: 9 });
  const far = 'x'.repeat(100_000);

  it('finds the annotations of each image, wherever they stand', async () => {
    const annotations = [2, 1, 2, 1, 1].map((image_id, i) => ({ id: i, image_id, note: i === 3 ? far : 'é' }));
    await using dataset = await Dataset.make({
      'a.json': JSON.stringify({ annotations, info: [1], images: [image(1), image(2), image(3)] }, null, 1),
    });
    await using coco = await CocoIndex.open(dataset.root, 'a.json');
    expect(coco.images.map(({ id }) => [id, coco.countOf(id)])).toEqual([
      [1, 3],
      [2, 2],
      [3, 0],
    ]);
    const idsOf = async (id: number) => (await coco.annotationsOf(id)).map((annotation) => annotation['id']);
    expect(await idsOf(1)).toEqual([1, 3, 4]);
    expect(await idsOf(2)).toEqual([0, 2]);
    expect(await idsOf(3)).toEqual([]);
    expect((await coco.annotationsOf(1))[1]).toMatchObject({ note: far });
    expect(coco.categories.size).toBe(0);
  });

  it.each([
    ['an annotation without an image', { images: [image(1)], annotations: [{ id: 1 }] }, 'belongs to image none'],
    ['an annotation of another file', { images: [image(1)], annotations: [{ image_id: 2 }] }, 'belongs to image 2'],
    ['an annotation that is a number', { images: [], annotations: [0] }, 'no list of objects named "annotations"'],
    ['an image that is a list', { images: [[]], annotations: [] }, 'no list of objects named "images"'],
    ['a category that is a text', { images: [], annotations: [], categories: ['a'] }, 'no list of categories'],
    ['two images of one id', { images: [image(1), image(1)], annotations: [] }, 'have the same id'],
    ['a way up', { images: [{ ...image(1), file_name: '../a.png' }], annotations: [] }, 'plain file name'],
    ['a list for a root', [{ images: [], annotations: [] }], 'no list of categories'],
  ])('is refused for %s', async (_, json, says) => {
    await using dataset = await Dataset.make({ 'a.json': JSON.stringify(json) });
    await expect(CocoIndex.open(dataset.root, 'a.json')).rejects.toMatchObject({
      code: 'ANNOTATIONS_UNREADABLE',
      message: expect.stringContaining(says) as string,
    });
  });

  it('is refused for annotations behind a name with escapes, which would be passed over', async () => {
    const json = JSON.stringify({ images: [image(1)], annotations: [{ id: 1, image_id: 1 }] });
    await using dataset = await Dataset.make({ 'a.json': json.replace('annotations', 'annot\\u0061tions') });
    await expect(CocoIndex.open(dataset.root, 'a.json')).rejects.toMatchObject({
      code: 'ANNOTATIONS_UNREADABLE',
      message: expect.stringContaining('a way that is not read') as string,
    });
  });

  it('is refused for a file that is not there, and for one that has changed', async () => {
    const json = JSON.stringify({ images: [image(1)], annotations: [{ image_id: 1 }] });
    await using dataset = await Dataset.make({ 'a.json': json });
    await using coco = await CocoIndex.open(dataset.root, 'a.json');
    await writeFile(join(dataset.root, 'a.json'), json.replace('{"image_id"', '["image_id"'));
    await expect(coco.annotationsOf(1)).rejects.toThrow('not valid JSON');
    await writeFile(join(dataset.root, 'a.json'), '{}');
    await expect(coco.annotationsOf(1)).rejects.toThrow('it has changed');
    await rm(join(dataset.root, 'a.json'));
    await expect(CocoIndex.open(dataset.root, 'a.json')).rejects.toMatchObject({ code: 'ANNOTATIONS_UNREADABLE' });
  });
});
