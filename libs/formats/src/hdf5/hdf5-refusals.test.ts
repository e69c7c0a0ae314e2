import type { Dataset, File } from 'h5wasm';
import { decodeLabelPixels } from '../node.ts';
import { axisTags, hdf5, lzf } from './hdf5.fixture.ts';

const ids = Uint32Array.from([0, 1, 2, 3, 4, 70_000]);

const read = async (bytes: Uint8Array) => Array.from((await decodeLabelPixels(bytes)).data);

describe('refuses', () => {
  const refused: readonly (readonly [name: string, code: string, says: string, write: (file: File) => void])[] = [
    [
      'fractions',
      'NOT_LABELS',
      'the value 0.5',
      (file) => file.create_dataset({ name: 'a', data: Float32Array.from([0, 0.5]), shape: [1, 2] }),
    ],
    [
      'negative numbers',
      'NOT_LABELS',
      'the value -1',
      (file) => file.create_dataset({ name: 'a', data: Int16Array.from([0, -1]), shape: [1, 2] }),
    ],
    ['a file without arrays', 'NOT_LABELS', 'no array of numbers', (file) => file.create_group('a')],
    ['an empty array', 'CORRUPT', 'is empty', (file) => grown(file, [1, 1], [0, 5])],
    ['an array of a billion columns', 'TOO_LARGE', 'at most 16384', (file) => grown(file, [8, 8], [1e9, 1e9])],
    ['an image of 225 megapixels', 'TOO_LARGE', 'at most 67108864', (file) => grown(file, [64, 64], [15_000, 15_000])],
    ['a chunk for each pixel', 'TOO_LARGE', '64000000 chunks of 2 bytes', (file) => grown(file, [1, 1], [8000, 8000])],
    [
      'chunks far larger than the image',
      'TOO_LARGE',
      '1 chunks of 268697600 bytes',
      (file) => grown(file, [16_384, 8200], [10, 10]),
    ],
    [
      'groups in groups in groups',
      'TOO_LARGE',
      'nested deeper than 32',
      (file) => {
        for (let depth = 1, path = 'g'; depth < 40; depth++, path += '/g') file.create_group(path);
      },
    ],
    [
      'groups without end',
      'TOO_LARGE',
      'more than 10000 groups',
      (file) => {
        for (let i = 0; i < 10_001; i++) file.create_group(`g${i}`);
      },
    ],
    [
      'a link to another file',
      'NOT_LABELS',
      'no array',
      (file) => file.create_external_link('/dev/stdin', '/labels', 'labels'),
    ],
    ['a link to nothing', 'NOT_LABELS', 'no array', (file) => file.create_soft_link('/nowhere', 'labels')],
  ];
  for (const [name, code, says, write] of refused) {
    it(name, async () => {
      const file = await hdf5(write);
      await expect(read(file)).rejects.toMatchObject({ code, message: expect.stringContaining(says) as string });
    });
  }

  it('compression that not every build of the library has', async () => {
    const file = await hdf5((root) => {
      const chunks = { chunks: [2, 3], compression: 6, compression_opts: [2, 0] };
      root.create_dataset({ name: 'a', data: ids, shape: [2, 3], ...chunks });
    });
    await expect(read(file)).rejects.toMatchObject({
      code: 'UNSUPPORTED',
      message: '/a in the HDF5 file is packed with filter 6 (scaleoffset), which is not read. Save it with gzip.',
    });
  });

  it('data that was damaged', async () => {
    const file = Buffer.from(
      await hdf5((root) => {
        root.create_dataset({ name: 'a', data: ids, shape: [2, 3], chunks: [2, 3], compression: 'gzip' });
      }),
    );
    const chunk = file.indexOf(Buffer.from([0x78, 0x5e]));
    expect(chunk).toBeGreaterThan(0);
    file.fill(0xff, chunk + 2, chunk + 10);
    await expect(read(file)).rejects.toMatchObject({
      code: 'CORRUPT',
      message: expect.stringContaining('HDF5') as string,
    });
  });
});

describe('LZF', () => {
  const shape = [40, 50];
  const data = Uint16Array.from({ length: 40 * 50 }, (_, i) => (i % 50) >> 3);

  /** The file, and its only chunk: packed as a label image is, it begins with zeros and ends with the last number. */
  const packed = async () => {
    const file = Buffer.from(await lzf(data, { shape, chunks: shape }));
    const tree = file.lastIndexOf('TREE');
    const [size, at] = [file.readUInt32LE(tree + 24), Number(file.readBigUInt64LE(tree + 56))];
    return { file, chunk: file.subarray(at, at + size), sizeAt: tree + 24 };
  };
  const damaged = (how: string) =>
    `The HDF5 file is damaged: in /labels, the LZF data of the chunk that begins at [0, 0] ${how}. Save it again.`;

  it('is unpacked', async () => {
    const { file, chunk } = await packed();
    expect(chunk.length).toBeLessThan(data.byteLength / 2);
    expect(await read(file)).toEqual(Array.from(data));
  });

  it.each([
    ['a run that goes on behind the end', 'is damaged', (chunk: Buffer) => chunk.fill(31)],
    ['a copy of what lies before the beginning', 'is damaged', (chunk: Buffer) => chunk.fill(0xff)],
    [
      'more than the chunk can hold',
      'unpacks to more than the 4000 bytes of a chunk',
      (chunk: Buffer) => chunk.fill(Buffer.of(0, 7, 0xe0, 0xff, 0)).fill(0, 0, 1),
    ],
  ])('with %s is refused, and the next file is read', async (_, how, damage) => {
    const { file, chunk } = await packed();
    const sound = Buffer.from(file);
    damage(chunk);
    await expect(read(file)).rejects.toMatchObject({ code: 'CORRUPT', message: damaged(how) });
    expect(await read(sound)).toEqual(Array.from(data));
  });

  it('cut off between two instructions, or inside of one, is refused wherever it is', async () => {
    const { file, chunk, sizeAt } = await packed();
    for (let size = 1; size < chunk.length; size++) {
      const cut = Buffer.from(file);
      cut.writeUInt32LE(size, sizeAt);
      await expect(read(cut)).rejects.toMatchObject({
        code: 'CORRUPT',
        message: expect.stringMatching(
          /in \/labels, .* chunk that begins at \[0, 0\] (?:is damaged|unpacks to \d+ of 4000 bytes)\./,
        ) as string,
      });
    }
  });

  it('of one chunk among others is named by its place, in a file that begins with a block of the user’s', async () => {
    const file = Buffer.from(await lzf(data, { shape, chunks: [16, 25] }));
    const tree = file.lastIndexOf('TREE');
    // Keys of 32 bytes, each followed by an address of 8; the fourth chunk of six, below the second.
    const key = tree + 24 + 3 * 40;
    expect([Number(file.readBigUInt64LE(key + 8)), Number(file.readBigUInt64LE(key + 16))]).toEqual([16, 25]);
    const moved = (bytes: Buffer) => Buffer.concat([Buffer.alloc(512), bytes]);
    expect(await read(moved(file))).toEqual(Array.from(data));
    const at = Number(file.readBigUInt64LE(key + 32));
    const size = file.readUInt32LE(key);
    // The last instruction is one of few bytes: without it, the chunk ends between two.
    file.writeUInt32LE(lastInstruction(file.subarray(at, at + size)), key);
    const says = /in \/labels, the LZF data of the chunk that begins at \[16, 25\] unpacks to \d+ of 800 bytes/;
    for (const bytes of [file, moved(file)]) await expect(read(bytes)).rejects.toThrow(says);
  });

  it.each([
    ['an array that can grow', [null, 50], 'latest'],
    ['an array that can grow both ways', [null, null], 'latest'],
  ] as const)('of %s in the newest format is refused', async (_, maxshape, libver) => {
    const file = await lzf(data, { shape, chunks: [16, 25], maxshape: [...maxshape], libver });
    await expect(read(file)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    // As most programs write it, it can be read.
    expect(await read(await lzf(data, { shape, chunks: [16, 25], maxshape: [...maxshape] }))).toEqual(Array.from(data));
  });

  it.each(['v110', 'latest'] as const)(
    'in many chunks of an array of fixed length is read, and checked: %s',
    async (v) => {
      const libver = v === 'latest' ? v : (['v110', 'v110'] as ['v110', 'v110']);
      const many = Uint16Array.from({ length: 200 * 300 }, (_, i) => i >> 7);
      // More than a page of 1,024 chunks, with room to grow.
      const file = Buffer.from(await lzf(many, { shape: [200, 300], maxshape: [210, 330], chunks: [5, 9], libver }));
      expect(await read(file)).toEqual(Array.from(many));
      const block = file.indexOf('FADB');
      expect(block).toBeGreaterThan(0);
      const one = Buffer.from(await lzf(data, { shape, chunks: shape, libver }));
      expect(await read(one)).toEqual(Array.from(data));
    },
  );
});

/** The bytes of LZF data before its last instruction. */
function lastInstruction(chunk: Buffer): number {
  let last = 0;
  for (let at = 0; at < chunk.length;) {
    last = at;
    const control = chunk[at] ?? 0;
    at += control < 32 ? control + 2 : control >> 5 === 7 ? 3 : 2;
  }
  return last;
}

it('free space without size, over which the library would go round and round', async () => {
  const file = Buffer.from(
    await hdf5((root) => {
      const dataset = root.create_dataset({ name: 'a', data: Uint16Array.from([1, 2]), shape: [1, 2] });
      dataset.create_attribute('axistags', axisTags('yx'));
    }),
  );
  expect(await read(file)).toEqual([1, 2]);
  file.writeUInt16LE(0, file.indexOf('GCOL') + 16);
  file.writeBigUInt64LE(0n, file.indexOf('GCOL') + 24);
  await expect(read(file)).rejects.toMatchObject({ code: 'CORRUPT' });
});

it('a file over which the library would stay for ever, and the next one is read', async () => {
  const file = Buffer.from(
    await hdf5((root) => {
      root.create_dataset({ name: 'a', data: ids, shape: [2, 3] }).create_attribute('axistags', axisTags('yx'));
    }),
  );
  const sound = Uint8Array.from(file);
  const [heap, object] = [file.indexOf('GCOL'), 16];
  file.writeBigUInt64LE(BigInt.asUintN(64, -16n), heap + object + 8);
  await expect(read(file)).rejects.toMatchObject({
    code: 'CORRUPT',
    message: 'The HDF5 file is damaged (reading it does not come to an end). Save it again.',
  });
  expect(await read(sound)).toEqual(Array.from(ids));
});

it('a file cut anywhere is refused or whole, and the next one read', async () => {
  const file = await hdf5((root) => {
    const data = Uint16Array.from({ length: 400 }, (_, i) => i % 7);
    const dataset = root.create_dataset({
      name: 'a',
      data,
      shape: [20, 20],
      chunks: [8, 8],
      compression: 'gzip',
    });
    dataset.create_attribute('axistags', axisTags('yx'));
  });
  const whole = await read(file);
  for (let length = 8; length < file.length; length += 97) {
    await expect(read(file.subarray(0, length))).rejects.toMatchObject({ name: 'FormatError' });
  }
  expect(await read(file)).toEqual(whole);
});

/** Claims a shape without storing any chunk of it. */
function grown(file: File, chunks: number[], shape: number[]): Dataset {
  const dataset = file.create_dataset({
    name: 'a',
    data: Uint16Array.from([1]),
    shape: [1, 1],
    maxshape: [null, null],
    chunks,
  });
  dataset.resize(shape);
  return dataset;
}
