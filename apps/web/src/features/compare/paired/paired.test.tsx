import type { CandidateId, ImageScores, Metric } from '@cellboard/contract';
import { screen } from '@testing-library/react';
import { show } from '../../../testing/show.tsx';
import { pairedSummary, type PairedRow } from './paired-summary.ts';
import { PairedTable } from './paired-table.tsx';
import { differenceWords, pairedWords } from './paired-words.ts';

const ids = ['a', 'b'] as unknown as readonly [CandidateId, CandidateId];
const scoresOf = (rows: (number | null)[][], clusters?: string[]): ImageScores => ({
  metric: 'pq',
  images: { datasets: rows[0]!.map(() => 'dsb'), clusters: clusters ?? rows[0]!.map(() => null) },
  candidates: rows.map((scores, i) => ({ candidateId: ids[i]!, isRanked: true, datasets: ['dsb'], scores })),
  isComplete: true,
});
const wave = (images: number, by: number) => Array.from({ length: images }, (_, i) => by + ((i * 7) % 10) / 100);
const summary = (of: ImageScores, direction: Metric['direction'] = 'higher') =>
  pairedSummary({ pair: ids, scores: [{ direction, of }] })[0];

describe('pairedSummary', () => {
  it('counts, tests and bounds the difference on the images of both', () => {
    const first = wave(40, 0.5).map((score, i) => score + 0.1 + (i % 3) / 100);
    const row = summary(
      scoresOf([
        [...first, null, 0.5],
        [...wave(40, 0.5), 0.1, 0.5],
      ]),
    )!;
    expect(row).toMatchObject({ images: 41, groups: 41, better: 40, tied: 1, worse: 0 });
    expect(row.p).toBeCloseTo(2 / 2 ** 40, 15);
    expect(row.interval?.low).toBeLessThan(row.difference);
    expect(row.interval?.high).toBeGreaterThan(row.difference);
    expect(row.interval?.low).toBeGreaterThan(0.09);
  });

  it('turns who is better where lower is better, but not the difference', () => {
    const row = summary(scoresOf([wave(30, 0.2), wave(30, 0.3)]), 'lower')!;
    expect([row.better, row.worse]).toEqual([30, 0]);
    expect(row.difference).toBeCloseTo(-0.1, 12);
  });

  it('tests groups, not images, where images of one movie belong together', () => {
    const clusters = wave(40, 0).map((_, i) => `movie ${String(i % 8)}`);
    const row = summary(scoresOf([wave(40, 0.3), wave(40, 0.2)], clusters))!;
    expect(row).toMatchObject({ images: 40, groups: 8, better: 40 });
    expect(row.p).toBeCloseTo(2 / 2 ** 8, 12);
  });

  it('has no interval of few images, and no row where one has no score', () => {
    expect(summary(scoresOf([wave(4, 0.3), wave(4, 0.2)]))?.interval).toBeNull();
    expect(summary(scoresOf([wave(4, 0.3)]))).toBeUndefined();
    expect(
      summary(
        scoresOf([
          [null, 0.5],
          [0.5, null],
        ]),
      ),
    ).toBeUndefined();
  });
});

const row: PairedRow = {
  ...{ metric: 'pq', images: 48, groups: 48, difference: 0.021, better: 15, tied: 2, worse: 31, p: 0.026 },
  interval: { low: 0.004, high: 0.038, isReliable: true },
};
const metric = {
  id: 'pq',
  name: 'PQ',
  description: '',
  direction: 'higher',
  range: [0, 1],
  unit: null,
} as unknown as Metric;

describe('paired differences in words', () => {
  it('say who is better on how many images, and whether that can be chance', () => {
    expect(pairedWords(row, metric, ['A', 'B'])).toBe(
      'By PQ, B is better on 31 of 48 images, and A on 15; 2 are tied. ' +
        'So uneven a count is rare where both are equally good (sign test, p = 0.026).',
    );
    const even = { ...row, better: 5, worse: 5, tied: 0, images: 10, groups: 4, p: 1 };
    expect(pairedWords(even, metric, ['A', 'B'])).toBe(
      'By PQ, each is better on 5 of 10 images. Such a count is no proof that one is better ' +
        '(sign test over 4 groups of images, such as movies, p = 1.00).',
    );
  });

  it.each([
    [0.0213, '+0.021'],
    [-0.0213, '−0.021'],
    [-0.0001, '0.000'],
  ])('%f is %s', (difference, words) => {
    expect(differenceWords(metric, difference)).toBe(words);
  });

  it('stand in a table with a row for each metric', () => {
    show(<PairedTable rows={[row]} metrics={[metric]} primary="pq" names={['A', 'B']} />);
    const cells = screen.getAllByRole('cell').map(({ textContent }) => textContent);
    expect(cells).toEqual(['+0.021', '+0.004 to +0.038', '15', '2', '31', '0.026']);
    expect(screen.queryByText(/too few images/)).toBeNull();
  });

  it('say where there is nothing to compare', () => {
    show(<PairedTable rows={[]} metrics={[metric]} primary="pq" names={['A', 'B']} />);
    expect(screen.getByRole('status').textContent).toBe('There is no image on which both have a score.');
  });
});
