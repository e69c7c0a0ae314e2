import { encodeLabels } from '@cellboard/formats/node';
import { emptyLabelImage } from '@cellboard/labels';
import { resolveMetrics } from '@cellboard/metrics';
import { evaluate } from './evaluate.ts';
import type { ImageJob } from './image-job.ts';
import { labelFile } from './label-file.fixture.ts';
import { ScoreSheet, scoreSheetJson, toScoreSheet } from './score-sheet.ts';
import { createScorer, type Scorer } from './scorer.ts';

const metrics = resolveMetrics('default');
const request = { metrics, perCell: false };

const truth = await labelFile('1122', '1100');
const shifted = await labelFile('0112', '0110');
const other = await labelFile('11', '11');

/** Forty good images, one of another size, one that is damaged, one without a prediction; the names tell which. */
const jobs: ImageJob[] = [
  ...Array.from({ length: 40 }, (_, i) => ({
    image: `good-${String(i)}`,
    truth,
    prediction: i % 2 === 0 ? truth : shifted,
  })),
  { image: 'small', truth, prediction: other },
  { image: 'damaged', truth, prediction: truth.subarray(0, 30) },
  { image: 'missing', truth, prediction: null },
];

const untimed = (results: readonly object[]) => results.map((result) => ({ ...result, timing: undefined }));

describe('a set of images', () => {
  it('is scored alike in one thread and in three, in the order of the jobs', async () => {
    const one = await evaluate(jobs, { ...request, threads: 1 });
    const three = await evaluate(jobs, { ...request, threads: 3 });
    expect(one.results.map(({ image }) => image)).toEqual(jobs.map(({ image }) => image));
    expect(untimed(three.results)).toEqual(untimed(one.results));
    expect(three.summary).toEqual(one.summary);
    expect([one.timing.threads, three.timing.threads]).toEqual([1, 3]);
  });

  it('goes on after images that fail, and counts those that are missing', async () => {
    const { results, summary } = await evaluate(jobs, { ...request, threads: 2 });
    expect(results.filter((result) => 'error' in result)).toMatchObject([
      { image: 'small', error: { code: 'SIZES_DIFFER' } },
      { image: 'damaged', error: { code: 'PREDICTION_UNREADABLE' } },
    ]);
    expect(summary).toMatchObject({ images: 41, missing: ['missing'] });
    // 20 × 2 cells found; in the shifted ones cell 1 keeps 2 of 6 pixels (IoU 1/3) and cell 2 one of two (1/2); 2 are missing.
    expect(summary.pooled['tp@0.5']).toBe(20 * 2 + 20 * 1);
    expect(summary.pooled['fn@0.5']).toBe(20 * 1 + 2);
    expect(summary.mean['recall@0.5']).toBeCloseTo((20 * 1 + 20 * 0.5 + 0) / 41, 12);
  });

  it('reports each image once', async () => {
    const told: string[] = [];
    await evaluate(jobs, { ...request, threads: 2, onResult: ({ image }) => told.push(image) });
    expect(told.sort()).toEqual(jobs.map(({ image }) => image).sort());
  });

  it('has a summary without scores where nothing was scored', async () => {
    const { summary } = await evaluate([], { ...request, threads: 4 });
    expect(summary).toEqual({ mean: {}, pooled: {}, images: 0, missing: [] });
  });

  it.each([1, 2])('stops on the signal, with %i threads', async (threads) => {
    const stop = new AbortController();
    const onResult = () => {
      stop.abort(new Error('enough'));
    };
    await expect(evaluate(jobs, { ...request, threads, signal: stop.signal, onResult })).rejects.toThrow('enough');
  });

  it.each([1, 2])('stops on a fault of ours, with %i threads', async (threads) => {
    const broken = [...jobs, { image: 'bug', truth: null as unknown as string, prediction: null }];
    await expect(evaluate(broken, { ...request, threads })).rejects.toThrow();
  });
});

describe('a score sheet', () => {
  it('is exactly what its schema says, through JSON', async () => {
    const evaluation = await evaluate(jobs, { ...request, threads: 1 });
    const sheet = toScoreSheet(evaluation, '1.2.3');
    expect(ScoreSheet.parse(JSON.parse(JSON.stringify(sheet)))).toEqual(sheet);
    expect(Object.keys(sheet)).toEqual(['cellboard', 'images', 'summary', 'timing']);
    expect(sheet.images.map((row) => Object.keys(row))).toEqual(
      Array(41).fill(['image', 'width', 'height', 'metrics']),
    );
    expect(Object.keys(sheet.images[0]?.metrics ?? {})).toEqual(metrics);
  });

  it('tells how many pixels were ignored, where a mask says it', async () => {
    const masked = { ...jobs[0]!, ignore: await labelFile('0011', '0001') };
    const evaluation = await evaluate([masked, jobs[1]!], { ...request, threads: 2 });
    const sheet = ScoreSheet.parse(JSON.parse(JSON.stringify(toScoreSheet(evaluation, '1.2.3'))));
    expect(sheet.images[0]).toMatchObject({ ignoredPixels: 3, metrics: { 'tp@0.5': 1 } });
    expect(sheet.images[1]).not.toHaveProperty('ignoredPixels');
    expect(JSON.parse([...scoreSheetJson(evaluation, '1.2.3')].join(''))).toEqual(sheet);
  });

  it('warns of an image whose cells are too scattered for mHD, and of no other', async () => {
    const noise = (seed: number) => {
      const { pixels } = emptyLabelImage(800, 800);
      let state = seed;
      const tile = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 16;
      for (let y = 0; y < 800; y += 4)
        for (let x = 0; x < 800; x += 4) {
          const id = tile() % 101;
          for (let i = 0; i < 16; i++) pixels.set(y + (i >> 2), x + (i & 3), id);
        }
      return encodeLabels(pixels);
    };
    const scattered = { image: 'noise', truth: await noise(1), prediction: await noise(2) };
    const evaluation = await evaluate([jobs[0]!, scattered], { ...request, threads: 2 });
    const sheet = ScoreSheet.parse(JSON.parse(JSON.stringify(toScoreSheet(evaluation, '1.2.3'))));
    expect(sheet.images[0]).not.toHaveProperty('warnings');
    const [ofTruth, ofPrediction, scatter] = sheet.images[1]?.warnings ?? [];
    expect(
      [ofTruth, ofPrediction].map((one) => [one?.code, /ids are in \d+ parts, /.test(one?.message ?? '')]),
    ).toEqual([
      ['truthFile', true],
      ['predictionFile', true],
    ]);
    expect(scatter).toMatchObject({ code: 'tooScattered', cells: 200, metrics: ['mHD'] });
    expect(scatter?.message).toMatch(/^100 predicted cells and 100 truth cells are scattered/);
    expect(sheet.images[1]?.metrics.mHD).toBeCloseTo(Math.hypot(800, 800), 9);
    expect(JSON.parse([...scoreSheetJson(evaluation, '1.2.3')].join(''))).toEqual(sheet);
  });

  it('lists truth cells, then predicted ones, if asked for', async () => {
    const evaluation = await evaluate([{ image: 'a', truth, prediction: shifted }], {
      metrics,
      perCell: true,
      threads: 1,
    });
    const sheet = ScoreSheet.parse(JSON.parse(JSON.stringify(toScoreSheet(evaluation, '1.2.3'))));
    expect(sheet.images[0]?.cells?.map(({ of, id, iou, matched }) => [of, id, iou, matched])).toEqual([
      ['truth', 1, 2 / 6, null],
      ['truth', 2, 1 / 2, 2],
      ['prediction', 1, 2 / 6, null],
      ['prediction', 2, 1 / 2, 2],
    ]);
  });

  it.each([0, 1, 43])('is written in pieces as in one, with %i images', async (length) => {
    const evaluation = await evaluate(jobs.slice(0, length), { metrics, perCell: true, threads: 1 });
    expect([...scoreSheetJson(evaluation, '1.2.3')].join('')).toBe(JSON.stringify(toScoreSheet(evaluation, '1.2.3')));
  });

  it('refuses a key it does not know', async () => {
    const sheet = toScoreSheet(await evaluate([], { ...request, threads: 1 }), '1.2.3');
    expect(ScoreSheet.safeParse({ ...sheet, surprise: 1 }).success).toBe(false);
  });
});

describe('a scorer', () => {
  let scorer: Scorer;
  beforeAll(() => {
    scorer = createScorer({ processes: 2 });
  });
  afterAll(() => scorer.close());

  it('serves several calls at once and one after the other', async () => {
    const [first, second] = await Promise.all([
      scorer.score(jobs.slice(0, 5), request),
      scorer.score(jobs.slice(5, 9), request),
    ]);
    expect([...first, ...second].map(({ image }) => image)).toEqual(jobs.slice(0, 9).map(({ image }) => image));
    expect(await scorer.score(jobs.slice(0, 1), request)).toHaveLength(1);
  });

  it('serves others after a call was stopped', async () => {
    const stop = new AbortController();
    const stopped = scorer.score(jobs, { ...request, signal: stop.signal });
    stop.abort();
    await expect(stopped).rejects.toThrow('aborted');
    expect(await scorer.score(jobs.slice(0, 3), request)).toHaveLength(3);
  });

  it('goes on with the images of one call while another is stopped', async () => {
    const stop = new AbortController();
    const stopped = scorer.score(jobs, {
      ...request,
      signal: stop.signal,
      onResult: () => {
        stop.abort();
      },
    });
    const going = scorer.score(jobs, request);
    await expect(stopped).rejects.toThrow('aborted');
    expect(await going).toHaveLength(jobs.length);
  });
});
