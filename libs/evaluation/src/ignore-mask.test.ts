import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveMetrics } from '@cellboard/metrics';
import fc from 'fast-check';
import { evaluate } from './evaluate.ts';
import type { ImageJob } from './image-job.ts';
import { isScored, type ImageScore } from './image-result.ts';
import { labelFile } from './label-file.fixture.ts';
import { scoreImage } from './score-image.ts';

const metrics = resolveMetrics('all');
const score = (job: Omit<ImageJob, 'image'>) => scoreImage({ image: 'cell_007', ...job, metrics, perCell: true });

async function scored(job: Omit<ImageJob, 'image'>): Promise<ImageScore> {
  const result = await score(job);
  if (!isScored(result)) throw new Error(result.error.message);
  return result;
}

// One cell is found with 4 of its 6 pixels; one is missed and one is invented, both in the vague area.
const truth = await labelFile('11100', '11102');
const prediction = await labelFile('77090', '77000');
const vague = await labelFile('00033', '00033');

describe('a vague area', () => {
  it('hides the missed and the invented cell from every metric', async () => {
    const { metrics: found, ignoredPixels } = await scored({ truth, prediction, ignore: vague });
    expect(ignoredPixels).toBe(4);
    expect(found).toMatchObject({
      'tp@0.5': 1,
      'fp@0.5': 0,
      'fn@0.5': 0,
      truthCells: 1,
      predictedCells: 1,
      missed: 0,
      invented: 0,
      mDice: 8 / 10,
      mIoU: 4 / 6,
      pq: 4 / 6,
      'f1@0.5': 1,
      mHD: 1,
    });
  });

  it('hides them from the list of cells', async () => {
    const { cells } = await scored({ truth, prediction, ignore: vague });
    expect(cells?.truth.map(({ id }) => id)).toEqual([1]);
    expect(cells?.prediction.map(({ id }) => id)).toEqual([7]);
  });

  it('hides them from what is pooled', async () => {
    const job = { image: 'a', truth, prediction };
    const both = [job, { ...job, image: 'b', ignore: vague }];
    const { summary } = await evaluate(both, { metrics, perCell: false, threads: 1 });
    expect(summary.pooled).toMatchObject({ 'tp@0.5': 2, 'fp@0.5': 1, 'fn@0.5': 1, 'recall@0.5': 2 / 3, truthCells: 3 });
  });

  it('takes its part of a cell away, and the whole cell where it covers more than half of it', async () => {
    const cell = await labelFile('1111');
    const half = await scored({ truth: cell, prediction: await labelFile('2200'), ignore: await labelFile('0011') });
    expect(half.metrics).toMatchObject({ truthCells: 1, predictedCells: 1, pq: 1 });
    expect(half.cells?.truth[0]).toMatchObject({ id: 1, area: 2 });
    const most = await scored({ truth: cell, prediction: await labelFile('2200'), ignore: await labelFile('0111') });
    expect(most.metrics).toMatchObject({ truthCells: 0, predictedCells: 1, 'fp@0.5': 1 });
  });

  it('hides cells of an image without a prediction', async () => {
    const { metrics: found, missing } = await scored({ truth, prediction: null, ignore: vague });
    expect(missing).toBe(true);
    expect(found).toMatchObject({ 'fn@0.5': 1, mDice: 0, truthCells: 1 });
  });
});

describe('laws of ignore masks', () => {
  const side = fc.integer({ min: 1, max: 6 });
  /** Truth, prediction and a mask of one size, as rows of digits. */
  const images = fc.tuple(side, side).chain(([height, width]) => {
    const digits = (most: number) =>
      fc.array(
        fc.array(fc.integer({ min: 0, max: most }), { minLength: width, maxLength: width }).map((row) => row.join('')),
        { minLength: height, maxLength: height },
      );
    return fc.tuple(digits(3), digits(3), digits(1));
  });
  const law = (name: string, holds: (rows: readonly [string[], string[], string[]]) => Promise<void>) => {
    it(name, () => fc.assert(fc.asyncProperty(images, holds), { seed: 20_240_229, numRuns: 60 }));
  };
  const judge = async (truthRows: string[], predictionRows: string[], ignoreRows?: string[]) => {
    const files = { truth: await labelFile(...truthRows), prediction: await labelFile(...predictionRows) };
    const {
      metrics: found,
      fractions,
      cells,
    } = await scored({
      ...files,
      ignore: ignoreRows ? await labelFile(...ignoreRows) : null,
    });
    return { found, fractions, cells };
  };
  const filled = (rows: string[], digit: string) => rows.map((row) => digit.repeat(row.length));

  law('one that ignores nothing changes nothing', async ([t, p]) => {
    expect(await judge(t, p, filled(t, '0'))).toEqual(await judge(t, p));
  });

  law('one that ignores everything leaves nothing to score', async ([t, p]) => {
    const judged = await judge(t, p, filled(t, '1'));
    expect(judged).toEqual(await judge(filled(t, '0'), filled(t, '0')));
    expect(judged.found).toMatchObject({ mDice: null, pq: null, 'f1@0.5': null, truthCells: 0, predictedCells: 0 });
  });

  law('one that ignores only background of both images changes nothing', async ([t, p, mask]) => {
    const outside = mask.map((row, y) =>
      Array.from(row, (digit, x) => (t[y]?.[x] === '0' && p[y]?.[x] === '0' ? digit : '0')).join(''),
    );
    expect(await judge(t, p, outside)).toEqual(await judge(t, p));
  });

  law('what lies in ignored pixels and nowhere else does not matter', async ([t, p, mask]) => {
    const cleared = (rows: string[]) =>
      rows.map((row, y) => Array.from(row, (digit, x) => (mask[y]?.[x] === '0' ? digit : '0')).join(''));
    const covered = (rows: string[]) =>
      cleared(rows).map((row, y) => Array.from(row, (digit, x) => (mask[y]?.[x] === '0' ? digit : '9')).join(''));
    expect(await judge(covered(t), covered(p), mask)).toEqual(await judge(cleared(t), cleared(p), mask));
  });
});

describe('an ignore mask that cannot be used', () => {
  it('is reported with both sizes, and not as a fault of the prediction', async () => {
    const result = await score({ truth, prediction: new Uint8Array(), ignore: await labelFile('111', '111') });
    expect(result).toEqual({
      image: 'cell_007',
      error: {
        code: 'IGNORE_SIZE_DIFFERS',
        message:
          'The ignore mask is 3×2 pixels (width × height), but the truth is 5×2. Check that it belongs to this image.',
      },
    });
  });

  it('is reported with the message of its decoder', async () => {
    const ignore = vague.subarray(0, 40);
    expect(await score({ truth, prediction, ignore })).toMatchObject({ error: { code: 'IGNORE_UNREADABLE' } });
  });

  it('is looked for where it should be', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cellboard-ignore-'));
    try {
      const path = join(folder, 'vague.png');
      expect(await score({ truth, prediction, ignore: path })).toMatchObject({
        error: { code: 'IGNORE_UNREADABLE', message: expect.stringContaining('does not exist') as string },
      });
      await writeFile(path, vague);
      expect((await scored({ truth, prediction, ignore: path })).ignoredPixels).toBe(4);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
