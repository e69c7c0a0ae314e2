import type { Why, WhyPart } from '@cellboard/contract';
import { screen, within } from '@testing-library/react';
import { aBoard, aRow } from '../../testing/samples.ts';
import { show } from '../../testing/show.tsx';
import { leaderboardSearchDefaults } from './leaderboard-search.ts';
import { boardSearchOf, whyAddress, WhySearch, whySearchDefaults } from './why-search.ts';
import { WhyView } from './why-view.tsx';
import { makingWords, methodWords } from './why-words.ts';

const place = { task: 'nuclei', model: 'stardist', candidate: 'he', metric: 'f1@0.5' };

describe('the address of a number', () => {
  it('keeps what the number depends on, and nothing else of the board', () => {
    const search = {
      ...leaderboardSearchDefaults,
      q: 'star',
      sort: '-pq',
      aggregation: 'pooled',
      seen: 'count',
    } as const;
    expect(whyAddress(place, { ...search, size: 'small', at: '2026-01-31' }, 'dsb2018')).toBe(
      '/leaderboards/nuclei/why/stardist/he/f1@0.5?dataset=dsb2018&aggregation=pooled&size=small&seen=count&at=2026-01-31',
    );
    expect(whyAddress(place, leaderboardSearchDefaults, '')).toBe('/leaderboards/nuclei/why/stardist/he/f1@0.5');
  });

  it('leads back to the same board', () => {
    const search = WhySearch.parse({ dataset: 'dsb2018', contrast: 'low', aggregation: 'nonsense' });
    expect(search).toEqual({ ...whySearchDefaults, dataset: 'dsb2018', contrast: 'low' });
    expect(boardSearchOf(search)).toEqual({ ...leaderboardSearchDefaults, contrast: 'low' });
  });
});

const part: WhyPart = {
  ...{ dataset: 'dsb2018', datasetName: 'DSB2018', datasetVersion: 2, score: 0.71234, imageCount: 20 },
  ...{ missingCount: 0, undefinedCount: 0, clusterCount: 20, counts: true, outdated: false, exposure: 'unseen' },
  ...{ submissionId: '0f1e2d3c-0000-4000-8000-000000000000' as never, submittedAt: '2026-01-02T03:04:05.000Z' },
  ...{ evaluation: 1, cause: 'first', evaluatedAt: '2026-01-02T04:05:06.000Z', metricVersion: 3 },
  ...{ softwareVersion: '0.1.0', metricsHash: null, predictionsHash: 'a'.repeat(64), truthHash: 'b'.repeat(64) },
  worst: [
    { image: 'image-7', score: 0, missing: true },
    { image: 'image-3', score: 0.25, missing: false },
  ],
};

function aWhy(more: Partial<Why> = {}): Why {
  const row = aRow(2, { scores: { 'f1@0.5': 0.71234 } });
  const board = aBoard([row]);
  const metric = board.metrics.find(({ id }) => id === 'f1@0.5')!;
  const { slug, name, primaryMetric } = board.task;
  const task = { slug: slug as never, name, primaryMetric };
  return { task, dataset: null, slice: null, overall: null, metric, row, parts: [part], ...more };
}

describe('how a number comes about', () => {
  it('says which images are in the mean', () => {
    expect(makingWords(aWhy(), 'mean')).toEqual([
      `It is the mean of ${aWhy().metric.name} over 20 images, each with the same weight.`,
    ]);
    const gaps = { ...part, undefinedCount: 1, missingCount: 2 };
    expect(makingWords(aWhy({ parts: [gaps] }), 'mean')).toEqual([
      `It is the mean of ${aWhy().metric.name} over 19 images, each with the same weight. 1 image is left out: ${aWhy().metric.name} is undefined there.`,
      '2 images have no prediction and count as “no cells found”.',
    ]);
    expect(makingWords(aWhy(), 'pooled')[0]).toContain('of all cells of 20 images together');
  });

  it('says how datasets become one number', () => {
    const over = (adjusted: boolean) => aWhy({ parts: [part, part], overall: { needed: 2, seen: false, adjusted } });
    expect(makingWords(over(true), 'mean')[1]).toContain('least-squares means');
    expect(makingWords(over(false), 'mean')[1]).toContain('no mean is adjusted');
  });

  it('names the groups that are drawn as wholes, and too few of them', () => {
    expect(methodWords({ images: 20, clusters: 20, isReliable: true })).toBe(
      '95 % bootstrap-t confidence interval from 20 images.',
    );
    expect(methodWords({ images: 20, clusters: 4, isReliable: false })).toBe(
      '95 % bootstrap-t confidence interval from 20 images in 4 groups, such as movies or slides, which are drawn as wholes. There are too few for a reliable interval.',
    );
  });
});

it('shows the number with its interval, its rank, and the images with the worst scores, each a link', () => {
  const why = aWhy();
  const range = { rank: { low: 2, high: 4 }, score: { low: 0.7, high: 0.75 } };
  const candidates = new Map([[why.row.candidateId, range]]);
  show(
    <WhyView
      {...{ why, search: whySearchDefaults, board: aBoard([why.row]) }}
      intervals={{ images: 20, clusters: 20, isReliable: true, candidates }}
      exposureReason={() => null}
    />,
  );
  expect(screen.getByText('0.712')).toBeTruthy();
  expect(screen.getByText('0.700–0.750')).toBeTruthy();
  expect(screen.getByText('2 (2–4)')).toBeTruthy();
  const [list] = screen.getAllByRole('list').filter((one) => one.className === 'why-worst');
  const [first] = within(list!).getAllByRole('listitem');
  expect(first!.textContent).toBe('image-7 0.000 no prediction');
  const links = within(list!)
    .getAllByRole('link')
    .map((link) => link.getAttribute('href'));
  expect(links[1]).toContain(`/images/dsb2018/image-3?`);
  expect(links[1]).toContain(`m=truth,${why.row.model}/${why.row.candidate}`);
});
