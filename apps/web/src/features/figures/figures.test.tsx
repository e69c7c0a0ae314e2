import type { CandidateId, ImageScores } from '@cellboard/contract';
import { render as renderPlain, screen } from '@testing-library/react';
import fc from 'fast-check';
import { aBoard, aMetric, aRow } from '../../testing/samples.ts';
import { show } from '../../testing/show.tsx';
import { boardFigures } from './board-figures.ts';
import { DotFigure } from './dot-figure.tsx';
import { fileSvg } from './file-svg.ts';
import { neededWords, pairWords } from './figure-words.ts';
import { FiguresView } from './figures-view.tsx';
import { LineFigure } from './line-figure.tsx';
import { PairFigure } from './pair-figure.tsx';
import { RankFigure } from './rank-figure.tsx';
import { spread } from './spread.ts';
import { expectDrawn } from './stored-figure.fixture.ts';

const rows = [1, 2, 3, 4].map((n) => aRow(n));
const ids = rows.map(({ candidateId }) => candidateId);
const wave = (images: number, by: number, swing = 0.1) =>
  Array.from({ length: images }, (_, i) => by + (((i * 7) % 10) - 4.5) * swing * 0.1);
const scoresOf = (matrix: (number | null)[][], datasets = matrix[0]!.map(() => 'dsb')): ImageScores => ({
  ...{ metric: 'pq', isComplete: true },
  images: { datasets, clusters: datasets.map(() => null) },
  candidates: matrix.map((scores, i) => ({
    ...{ candidateId: ids[i]!, isRanked: true, scores },
    datasets: [...new Set(datasets)],
  })),
});
const higher = { direction: 'higher', unit: null } as const;
// The third and the fourth differ by less than their noise.
const noisy = (by: number, k: number) => Array.from({ length: 40 }, (_, i) => by + (((i * k) % 13) - 6) * 0.02);
const four = boardFigures(scoresOf([noisy(0.5, 5), noisy(0.8, 3), noisy(0.65, 7), noisy(0.648, 11)]), higher)!;
const names: Record<string, string> = { [ids[0]!]: 'Alpha', [ids[1]!]: 'Beta', [ids[2]!]: 'Gamma', [ids[3]!]: 'Delta' };
const shared = { nameOf: (id: CandidateId) => names[id] ?? 'Epsilon', active: null, onActive: () => undefined };
const format = (difference: number) => difference.toFixed(3);

describe('what figures are drawn from', () => {
  it('has the best candidate first, with its interval, its ranks and how often each came up', () => {
    expect(four.candidates.map(({ id, rank }) => [id, rank])).toEqual([
      [ids[1], 1],
      [ids[2], 2],
      [ids[3], 3],
      [ids[0], 4],
    ]);
    const [best] = four.candidates;
    expect(best!.score).toBeCloseTo(0.8, 1);
    expect(best!.range!.low).toBeLessThan(best!.score);
    expect(best!.ranks).toEqual({ low: 1, high: 1 });
    expect(best!.shares.map((share) => Number(share.toFixed(6)))).toEqual([1, 0, 0, 0]);
    expect(four.candidates[1]!.ranks).toEqual({ low: 2, high: 3 });
  });

  it('has each pair once, the better one first, and what would tell it apart', () => {
    expect(four.pairs).toHaveLength(6);
    for (const { difference, smallestShown } of four.pairs) {
      expect(difference).toBeGreaterThanOrEqual(0);
      expect(smallestShown).toBeGreaterThan(0);
    }
    const close = four.pairs.find(({ first, second }) => first === ids[2] && second === ids[3])!;
    expect(close.range.low).toBeLessThan(0);
    expect(close.moreImages).toBeGreaterThan(0);
    expect(neededWords(close)).toMatch(/^About [\d,]+ more such images would tell them apart\.$/);
    expect(neededWords({ ...close, moreImages: null })).toBe('They are as good as equal here.');
    const told = four.pairs.find(({ first, second }) => first === ids[1] && second === ids[0])!;
    expect(pairWords(told, { ...shared, format })).toMatch(
      /^Beta − Alpha: 0\.\d+ \(95 %: 0\.\d+ to 0\.\d+\)\. They can/,
    );
  });

  it('ranks by five methods on one dataset, and by none over several, where they would weigh datasets by their size', () => {
    expect(four.methods.map(({ method }) => method)).toHaveLength(5);
    expect(four.methods[0]).toMatchObject({ method: 'meanThenRank', ranks: [1, 2, 3, 4], tau: 1 });
    const datasets = wave(40, 0).map((_, i) => (i < 20 ? 'a' : 'b'));
    const over = boardFigures(scoresOf([noisy(0.5, 5), noisy(0.8, 3)], datasets), { direction: 'lower', unit: 'px' })!;
    expect([over.methods, over.onLogs, over.candidates[0]!.id]).toEqual([[], true, ids[0]]);
  });

  it('is nothing where nothing can be compared', () => {
    expect(boardFigures(scoresOf([wave(20, 0.5)]), higher)).toBeNull();
    expect(boardFigures(scoresOf([[], []]), higher)).toBeNull();
    expect(boardFigures(scoresOf([wave(20, 0.5), wave(20, 0.6)]), { ...higher, direction: 'none' })).toBeNull();
  });
});

describe('each figure looks as stored', () => {
  const { candidates, pairs, methods } = four;
  const ordered = candidates.map(({ id }) => id);
  const lines = candidates.map(({ id }, k) => ({ id, values: methods.map(({ ranks }) => ranks[k]!) }));

  it.each([720, 320])('%i pixels wide', (width) => {
    const figure = { ...shared, width };
    const many = { ...figure, active: ids[2]! };
    expectDrawn(`dots-${String(width)}`, <DotFigure {...figure} candidates={candidates} metric="F1 at 0.5" />);
    expectDrawn(`ranks-${String(width)}`, <RankFigure {...many} candidates={candidates} />);
    expectDrawn(`pairs-${String(width)}`, <PairFigure {...figure} {...{ pairs, format }} ids={ordered} />);
    expectDrawn(
      `lines-${String(width)}`,
      <LineFigure
        {...many}
        {...{
          lines: [...lines, { id: 'epsilon' as CandidateId, values: [4, null, 2, 2, null] }],
          height: 220,
          label: 'Ranks',
        }}
        stops={['Mean', 'Median', 'Mean rank', 'Borda', 'Tests']}
        extent={[4, 1]}
        marks={[1, 2, 3, 4]}
      />,
    );
  });
});

describe('spread', () => {
  it('leaves alone what is far apart, and moves the rest as little as it has to', () => {
    expect(spread([10, 50, 90], { gap: 16, low: 0, high: 100 })).toEqual([10, 50, 90]);
    expect(spread([50, 50, 52], { gap: 10, low: 0, high: 100 })).toEqual([50, 60, 70]);
    expect(spread([99, 98], { gap: 10, low: 0, high: 100 })).toEqual([100, 90]);
  });

  it('keeps the order, the gap and both ends, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -50, max: 150, noNaN: true }), { minLength: 1, maxLength: 12 }),
        (places) => {
          const moved = spread(places, { gap: 8, low: 0, high: 100 });
          const sorted = places.map((_, k) => k).sort((a, b) => places[a]! - places[b]! || a - b);
          sorted.slice(1).forEach((k, i) => {
            expect(moved[k]! - moved[sorted[i]!]!).toBeGreaterThan(7.999);
          });
          for (const at of moved) expect(at >= -1e-9 && at <= 100 + 1e-9).toBe(true);
        },
      ),
    );
  });
});

describe('the page of figures', () => {
  const page = () => (
    <FiguresView
      {...{
        figures: four,
        metric: aMetric('pq'),
        rows: aBoard(rows).rows,
        file: 'cellboard_nuclei',
        lines: ['Nuclei'],
      }}
      thresholds={{ stops: ['0.5', '0.55'], lines: ids.map((id) => ({ id, values: [0.5, 0.4] })) }}
    />
  );

  it('has a figure with its numbers for each question', () => {
    show(page());
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      'pq with 95 % intervals',
      'How sure the ranks are',
      'Which candidates can be told apart',
      'Ranks by other methods',
      'F1 at growing overlap',
    ]);
    expect(screen.getAllByRole('table', { hidden: true })).toHaveLength(5);
    expect(screen.getAllByText(/more such images would tell them apart/).length).toBeGreaterThan(0);
  });
});

it('writes a file with colours of its own and lines below', () => {
  const { container } = renderPlain(<DotFigure {...shared} width={400} candidates={four.candidates} metric="pq" />);
  const svg = container.querySelector('svg')!;
  const text = fileSvg(svg, ['pq with 95 % intervals', 'https://example.org/?a=1&b=<2>']);
  expect(text).not.toContain('var(');
  expect(text).toContain('#0f5f6b');
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
  expect(parsed.querySelector('parsererror')).toBeNull();
  expect([...parsed.querySelectorAll('text')].at(-1)!.textContent).toBe('https://example.org/?a=1&b=<2>');
  expect(Number(parsed.documentElement.getAttribute('height'))).toBe(Number(svg.getAttribute('height')) + 40);
});
