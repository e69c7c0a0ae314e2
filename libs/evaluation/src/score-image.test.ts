import { createHash } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeLabels, writeLabelFile } from '@cellboard/formats/node';
import { resolveMetrics } from '@cellboard/metrics';
import { isScored, type ImageScore } from './image-result.ts';
import type { ImageJob, KeptLabels } from './image-job.ts';
import { labelFile } from './label-file.fixture.ts';
import { scoreImage } from './score-image.ts';

const metrics = resolveMetrics(['mDice', 'mIoU', 'mHD', 'tp@0.5', 'fp@0.5', 'fn@0.5', 'truthCells', 'predictedCells']);

async function score(job: Omit<ImageJob, 'image'>, perCell = false) {
  return scoreImage({ image: 'cell_007', ...job, metrics, perCell });
}

async function scored(job: Omit<ImageJob, 'image'>, perCell = false): Promise<ImageScore> {
  const result = await score(job, perCell);
  if (!isScored(result)) throw new Error(result.error.message);
  return result;
}

// One cell is found with 4 of its 6 pixels, one is missed, one is invented.
const truth = await labelFile('11100', '11102');
const prediction = await labelFile('77090', '77000');

describe('one image', () => {
  it('is decoded, scored and timed', async () => {
    const result = await scored({ truth, prediction });
    expect(result).toMatchObject({ image: 'cell_007', width: 5, height: 2, missing: false });
    // Cell 2 at (1,4) is nearest to cell 9 at (0,3): √2. Cell 1 is nearest to cell 7, one column away.
    expect(result.metrics).toEqual({
      mDice: (8 / 10 + 0) / 2,
      mIoU: (4 / 6 + 0) / 2,
      mHD: (1 + Math.SQRT2) / 2,
      'tp@0.5': 1,
      'fp@0.5': 1,
      'fn@0.5': 1,
      truthCells: 2,
      predictedCells: 2,
    });
    expect(result.fractions.mDice).toEqual([0.8, 2]);
    expect(result.timing.decodeMs).toBeGreaterThan(0);
    expect(result.timing.metricMs).toBeGreaterThan(0);
    expect(result).not.toHaveProperty('cells');
  });

  it('lists its cells under their own ids', async () => {
    const { cells } = await scored({ truth, prediction }, true);
    expect(cells?.truth.map(({ id, matched }) => [id, matched])).toEqual([
      [1, 7],
      [2, null],
    ]);
    expect(cells?.prediction.map(({ id, matched }) => [id, matched])).toEqual([
      [7, 1],
      [9, null],
    ]);
  });

  it('is scored as empty where there is no prediction', async () => {
    const result = await scored({ truth, prediction: null });
    expect(result.missing).toBe(true);
    expect(result.metrics).toMatchObject({ mDice: 0, mIoU: 0, mHD: Math.hypot(5, 2), 'fn@0.5': 2, predictedCells: 0 });
    expect(result.metrics).toEqual((await scored({ truth, prediction: await labelFile('00000', '00000') })).metrics);
  });
});

describe('one image from files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellboard-evaluation-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives the same scores as from bytes, whatever the files are called', async () => {
    const paths = { truth: join(folder, 'truth.tif'), prediction: join(folder, 'prediction') };
    await writeFile(paths.truth, truth);
    await writeFile(paths.prediction, prediction);
    expect((await scored(paths)).metrics).toEqual((await scored({ truth, prediction })).metrics);
  });

  it.each([
    {
      where: 'the truth is not there',
      truth: 'nowhere.png',
      prediction: 'x.png',
      code: 'TRUTH_UNREADABLE',
      words: 'does not exist',
    },
    {
      where: 'the prediction is not there',
      truth: 'truth.tif',
      prediction: 'x.png',
      code: 'PREDICTION_UNREADABLE',
      words: 'does not exist',
    },
    {
      where: 'the prediction is a folder',
      truth: 'truth.tif',
      prediction: '.',
      code: 'PREDICTION_UNREADABLE',
      words: 'folder',
    },
  ])('says so where $where', async ({ code, words, ...files }) => {
    await writeFile(join(folder, 'truth.tif'), truth);
    const result = await score({ truth: join(folder, files.truth), prediction: join(folder, files.prediction) });
    expect(result).toEqual({ image: 'cell_007', error: { code, message: expect.stringContaining(words) as string } });
  });
});

describe('one image from label files', () => {
  const original = 'a'.repeat(64);
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellboard-evaluation-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Keeps the label image of a mask in a label file. */
  async function kept(name: string, mask: Uint8Array): Promise<KeptLabels> {
    const bytes = await writeLabelFile(await decodeLabels(mask), original);
    await writeFile(join(folder, name), bytes);
    return { path: join(folder, name), sha256: createHash('sha256').update(bytes).digest('hex'), original };
  }

  it('gives the same scores and cells as from masks, with an ignore mask too', async () => {
    const ignore = await labelFile('00000', '10001');
    const masks = { truth, prediction, ignore };
    const files = { truth: await kept('t', truth), prediction: await kept('p', prediction) };
    const { timing: _masks, ...expected } = await scored(masks, true);
    const { timing: _files, ...found } = await scored({ ...files, ignore: await kept('i', ignore) }, true);
    expect(found).toEqual(expected);
    expect((await scored({ ...files, prediction: null })).metrics).toMatchObject({ 'fn@0.5': 2, predictedCells: 0 });
  });

  it.each([
    ['is missing', 'does not exist', { path: '/nowhere' }],
    ['has another hash', 'has changed since it was made', { sha256: 'b'.repeat(64) }],
    ['was made from another file', 'was made from the file aaaa', { original: 'b'.repeat(64) }],
    ['is of another image', 'but its image is 9×4.', { size: { width: 9, height: 4 } }],
  ])('says so where one %s', async (_, words, other) => {
    const [t, p] = [await kept('t', truth), await kept('p', prediction)];
    const error = (code: string) => ({ error: { code, message: expect.stringContaining(words) as string } });
    expect(await score({ truth: { ...t, ...other }, prediction: p })).toMatchObject(error('TRUTH_UNREADABLE'));
    expect(await score({ truth: t, prediction: { ...p, ...other } })).toMatchObject(error('PREDICTION_UNREADABLE'));
    const ignored = await score({ truth: t, prediction: p, ignore: { ...t, ...other } });
    expect(ignored).toMatchObject(error('IGNORE_UNREADABLE'));
  });

  it('says so where one is not a label file, whatever its hash', async () => {
    const path = join(folder, 'mask');
    await writeFile(path, truth);
    const sha256 = createHash('sha256').update(truth).digest('hex');
    expect(await score({ truth: { path, sha256, original }, prediction })).toMatchObject({
      error: {
        code: 'TRUTH_UNREADABLE',
        message: expect.stringContaining('This is not a label file') as string,
      },
    });
  });
});

describe('a file that is too large to be read at once', () => {
  it('is a fault of the file, not ours', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cellboard-evaluation-'));
    const huge = join(folder, 'huge.tif');
    try {
      // A file of holes, which takes no place on the disk.
      await writeFile(huge, '');
      await truncate(huge, 3 * 2 ** 30);
      expect(await score({ truth: huge, prediction })).toMatchObject({
        error: { code: 'TRUTH_UNREADABLE', message: expect.stringContaining('larger than 2 GiB') as string },
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('an image that cannot be scored', () => {
  it.each([
    ['cut off', () => prediction.subarray(0, 40), /truncated|ends/i],
    ['empty', () => new Uint8Array(), /empty/],
    ['no image', () => new TextEncoder().encode('id,type\n1,a\n'), /The file is text that begins with "id,type 1,a"/],
  ])('keeps the decoder’s words for a prediction that is %s', async (_, bytes, words) => {
    const result = await score({ truth, prediction: bytes() });
    expect(result).toMatchObject({
      error: { code: 'PREDICTION_UNREADABLE', message: expect.stringMatching(words) as string },
    });
  });

  it('blames the truth before the prediction', async () => {
    const result = await score({ truth: new Uint8Array(), prediction: new Uint8Array() });
    expect(result).toMatchObject({ error: { code: 'TRUTH_UNREADABLE' } });
  });

  it('tells both sizes, width first', async () => {
    const result = await score({ truth, prediction: await labelFile('110', '110') });
    expect(result).toMatchObject({
      error: {
        code: 'SIZES_DIFFER',
        message: expect.stringMatching(/^The prediction is 3×2 pixels.*truth is 5×2.*nearest-neighbour/) as string,
      },
    });
  });

  it('sees that a prediction was only turned', async () => {
    const result = await score({ truth, prediction: await labelFile('11', '11', '11', '00', '02') });
    expect(result).toMatchObject({
      error: { code: 'SIZES_DIFFER', message: expect.stringContaining('Transpose it.') as string },
    });
  });

  it('throws where the fault is our own', async () => {
    await expect(score({ truth: null as unknown as string, prediction })).rejects.toThrow();
  });
});
