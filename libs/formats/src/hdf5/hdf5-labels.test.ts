import fc from 'fast-check';
import { decodeLabelPixels } from '../node.ts';
import type { LabelChoice } from '../label-raster.ts';
import { axisTags, hdf5, lzf } from './hdf5.fixture.ts';

const read = async (bytes: Uint8Array, choice?: LabelChoice) => {
  const { data, shape } = await decodeLabelPixels(bytes, choice);
  return { shape, ids: Array.from(data) };
};

const ids = Uint32Array.from([0, 1, 2, 3, 4, 70_000]);
const expected = { shape: [2, 3], ids: [0, 1, 2, 3, 4, 70_000] };

const one = (data: ArrayLike<number> | ArrayLike<bigint> = ids, shape = [2, 3], name = 'labels') =>
  hdf5((file) => {
    file.create_dataset({ name, data: data as Uint32Array, shape });
  });

const ilastik = (keys: string, shape: number[], data: Uint32Array = ids) =>
  hdf5((file) => {
    file.create_dataset({ name: 'exported_data', data, shape }).create_attribute('axistags', axisTags(keys));
  });

describe('the array is found', () => {
  it('when it is the only one, however deep, and of whatever type', async () => {
    expect(await read(await one())).toEqual(expected);
    const small = [0, 1, 2, 3, 4, 100];
    const big = small.map(BigInt);
    const arrays = [
      Uint8Array.from(small),
      Int8Array.from(small),
      Uint16Array.from(small),
      Int16Array.from(small),
      Int32Array.from(small),
      BigInt64Array.from(big),
      BigUint64Array.from(big),
      Float32Array.from(small),
      Float64Array.from(small),
    ];
    for (const data of arrays) {
      const file = await hdf5((root) => {
        const group = root.create_group('volume').create_group('inner');
        group.create_dataset({ name: 'x', data, shape: [2, 3] });
      });
      expect([data.constructor.name, (await read(file)).ids]).toEqual([data.constructor.name, small]);
    }
  });

  it('among several by the usual name, by its path or its own name, else not', async () => {
    const several = (names: string[]) =>
      hdf5((file) => {
        file.create_group('a');
        file.create_group('b');
        names.forEach((name, i) => file.create_dataset({ name, data: Uint8Array.from([i, i]), shape: [1, 2] }));
      });
    expect((await read(await several(['raw', 'masks', 'others']))).ids).toEqual([1, 1]);
    await expect(read(await several(['raw', 'masks', 'labels']))).rejects.toMatchObject({ code: 'SEVERAL_IMAGES' });
    const unclear = await several(['a/first', 'b/first', 'b/other']);
    await expect(read(unclear)).rejects.toMatchObject({
      code: 'SEVERAL_IMAGES',
      message: 'The file holds the arrays a/first, b/first, b/other. Choose the one with the labels with --array.',
    });
    expect((await read(unclear, { part: '/b/first' })).ids).toEqual([1, 1]);
    expect((await read(unclear, { part: 'b/first' })).ids).toEqual([1, 1]);
    expect((await read(unclear, { part: 'other' })).ids).toEqual([2, 2]);
    await expect(read(unclear, { part: 'first' })).rejects.toThrow('but not first');
  });

  it('not among texts, single numbers and lists', async () => {
    const file = await hdf5((root) => {
      root.create_dataset({ name: 'labels', data: ['a', 'b'], shape: [1, 2] });
      root.create_dataset({ name: 'list', data: [1, 2, 3] });
      root.create_dataset({ name: 'number', data: 7 });
    });
    await expect(read(file)).rejects.toMatchObject({ code: 'NOT_LABELS' });
  });

  it('behind the block of another program, turned round as MATLAB stores arrays', async () => {
    const turned = Uint32Array.from([0, 3, 1, 4, 2, 70_000]);
    const file = await hdf5((root) => {
      root.create_group('#refs#').create_dataset({ name: 'a', data: turned, shape: [2, 3] });
      root.create_dataset({ name: 'inst_map', data: turned, shape: [3, 2] }).create_attribute('MATLAB_class', 'uint32');
    });
    const block = new Uint8Array(512).fill(0x20);
    block.set(new TextEncoder().encode('MATLAB 7.3 MAT-file, Platform: GLNXA64'));
    expect(await read(Buffer.concat([block, file]))).toEqual(expected);
  });
});

describe('axes', () => {
  it('are taken as ilastik names them, and those of length 1 dropped', async () => {
    expect(await read(await ilastik('yxc', [2, 3, 1]))).toEqual(expected);
    expect(await read(await ilastik('tzyxc', [1, 1, 2, 3, 1]))).toEqual(expected);
    expect(await read(await ilastik('xy', [3, 2], Uint32Array.from([0, 3, 1, 4, 2, 70_000])))).toEqual(expected);
    expect(await read(await ilastik('cyx', [1, 1, 6]))).toMatchObject({ shape: [1, 6] });
  });

  it('without names are those of NumPy', async () => {
    expect(await read(await one(ids, [1, 2, 3, 1]))).toEqual(expected);
    expect(await read(await one(ids, [1, 6, 1]))).toMatchObject({ shape: [6, 1] });
    const twelve = Uint8Array.from({ length: 12 }, (_, i) => i);
    expect(await read(await one(twelve, [2, 2, 3]), { page: 1 })).toEqual({ shape: [2, 3], ids: [6, 7, 8, 9, 10, 11] });
    expect(await read(await one(twelve, [2, 3, 2]), { channel: 1 })).toEqual({
      shape: [2, 3],
      ids: [1, 3, 5, 7, 9, 11],
    });
  });

  it('of several planes need a choice', async () => {
    const data = Uint32Array.from({ length: 24 }, (_, i) => i);
    const file = await ilastik('tzyxc', [2, 2, 1, 3, 2], data);
    await expect(read(file)).rejects.toMatchObject({
      code: 'SEVERAL_IMAGES',
      message: expect.stringContaining('the shape (2, 2, 1, 3, 2) (t, z, y, x, c), but a label image') as string,
    });
    await expect(read(file, { page: 1 })).rejects.toMatchObject({ code: 'SEVERAL_IMAGES' });
    expect(await read(file, { page: 3, channel: 1 })).toEqual({ shape: [1, 3], ids: [19, 21, 23] });
    await expect(read(file, { page: 4, channel: 0 })).rejects.toThrow('has 4 images along that axis');
  });

  it('that make no sense are not believed', async () => {
    const tagged = (tags: unknown) =>
      hdf5((file) => {
        file
          .create_dataset({ name: 'exported_data', data: ids, shape: [2, 3] })
          .create_attribute('axistags', tags as string);
      });
    for (const tags of ['{"axes":[{"key":"x"}]}', '{"axes":7}', '{"axes":[null,null]}', '[', '', 5, axisTags('yy')]) {
      expect(await read(await tagged(tags))).toEqual(expected);
    }
  });

  it('are read from a text of fixed length too', async () => {
    const tags = axisTags('xy');
    const file = await hdf5((root) => {
      const dataset = root.create_dataset({
        name: 'a',
        data: Uint32Array.from([0, 3, 1, 4, 2, 70_000]),
        shape: [3, 2],
      });
      dataset.create_attribute('axistags', tags, [], `S${tags.length + 8}`);
    });
    expect(await read(file)).toEqual(expected);
  });
});

it('chunks of any size, compressed or not, come out in their place', async () => {
  const side = fc.integer({ min: 1, max: 40 });
  const files = fc.record({
    height: side,
    width: side,
    down: side,
    across: side,
    gzip: fc.boolean(),
    turned: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(files, async ({ height, width, down, across, gzip, turned }) => {
      const shape = turned ? [width, height] : [height, width];
      const data = Uint16Array.from({ length: width * height }, (_, i) => i);
      const bytes = await hdf5((file) => {
        const chunks = [Math.min(down, shape[0]!), Math.min(across, shape[1]!)];
        const dataset = file.create_dataset({
          name: 'a',
          data,
          shape,
          chunks,
          ...(gzip ? { compression: 'gzip' } : {}),
        });
        dataset.create_attribute('axistags', axisTags(turned ? 'xy' : 'yx'));
      });
      const at = (x: number, y: number) => (turned ? x * height + y : y * width + x);
      const wanted = Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width)));
      expect(await read(bytes)).toEqual({ shape: [height, width], ids: wanted });
    }),
    { seed: 2026, numRuns: 60 },
  );
});

it('chunks that are packed with LZF come out in their place', async () => {
  const side = fc.integer({ min: 20, max: 70 });
  const files = fc.record({
    height: side,
    width: side,
    down: side,
    across: side,
    step: fc.integer({ min: 8, max: 300 }),
    libver: fc.constantFrom(undefined, 'latest' as const),
  });
  await fc.assert(
    fc.asyncProperty(files, async ({ height, width, down, across, step, libver }) => {
      const data = Uint16Array.from({ length: width * height }, (_, i) => Math.floor(i / step));
      const bytes = await lzf(data, {
        ...{ shape: [height, width], chunks: [Math.min(down, height), Math.min(across, width)], libver },
      });
      expect(await read(bytes)).toEqual({ shape: [height, width], ids: Array.from(data) });
    }),
    { seed: 2026, numRuns: 40 },
  );
});

it('an image that is read in many bands is whole', async () => {
  const width = 3000;
  const height = 3100;
  const data = Uint32Array.from({ length: width * height }, (_, i) => i % 65_537);
  for (const keys of ['yx', 'xy']) {
    const shape = keys === 'yx' ? [height, width] : [width, height];
    const bytes = await hdf5((file) => {
      const dataset = file.create_dataset({ name: 'a', data, shape, chunks: [256, 256], compression: 1 });
      dataset.create_attribute('axistags', axisTags(keys));
    });
    const { data: found } = await decodeLabelPixels(bytes);
    let wrong = 0;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (found[y * width + x] !== data[keys === 'yx' ? y * width + x : x * height + y]) wrong++;
      }
    }
    expect(wrong).toBe(0);
  }
});

it('groups that hold each other are looked at once', async () => {
  const file = await hdf5((root) => {
    const group = root.create_group('a');
    group.create_group('b').create_hard_link('/a', 'up');
    group.create_hard_link('/', 'root');
    group.create_soft_link('/a', 'again');
    group.create_dataset({ name: 'x', data: ids, shape: [2, 3] });
    root.create_hard_link('/a/x', 'same');
  });
  expect(await read(file)).toEqual(expected);
});
