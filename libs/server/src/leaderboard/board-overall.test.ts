import { CandidateId, SubmissionId, type CandidateKind, type DatasetResult } from '@cellboard/contract';
import { catalogEntry } from '@cellboard/metrics';
import fc from 'fast-check';
import { countsOverall, neededDatasets } from './board-overall.ts';
import { rankedRows } from './board-rows.ts';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

interface Facts {
  readonly kind?: CandidateKind;
  readonly mHD?: number;
  readonly missingCount?: number;
  readonly outdated?: boolean;
  readonly exposure?: DatasetResult['exposure'];
}

type Result = readonly [score: number | null, facts?: Facts];

/** The result of a candidate on a dataset; null where it has none. */
function cell([score, facts = {}]: Result, { n, dataset, seen }: { n: number; dataset: string; seen: boolean }) {
  const { kind = 'method', missingCount = 0, outdated = false, exposure = 'unseen', mHD = 0 } = facts;
  const shared = {
    dataset,
    submissionId: SubmissionId.parse(id(n)),
    imageCount: 10,
    missingCount,
    datasetVersion: 1,
    outdated,
  };
  const at = new Date('2026-01-02T03:04:05.000Z');
  const counts = countsOverall({ missingCount, outdated, exposure }, seen);
  const words = {
    model: `m${String(n)}`,
    modelName: `M${String(n)}`,
    candidate: 'base',
    candidateName: 'Base',
    developer: 'Us',
  };
  return {
    cell: {
      ...{ ...shared, ...words, candidateId: CandidateId.parse(id(n)), evaluationId: id(n), kind, versions: {} },
      ...{ scores: { pq: score, mHD }, evaluatedAt: at },
    },
    result: { ...shared, score, exposure, counts, evaluatedAt: at.toISOString() } satisfies DatasetResult,
  };
}

type Table = readonly (readonly (Result | null)[])[];

function board(table: Table, { primary = 'pq', seen = false } = {}) {
  const width = table[0]?.length ?? 0;
  const datasets = Array.from({ length: width }, (_, k) => ({ slug: `d${String(k)}`, version: 1, imageCount: 10 }));
  const cells = table.flatMap((row, n) =>
    row.flatMap((one, k) => (one ? [cell(one, { n, dataset: `d${String(k)}`, seen })] : [])),
  );
  return rankedRows(cells, { datasets, metrics: [catalogEntry('pq'), catalogEntry('mHD')], primary });
}
const standings = (table: Table, more: object = {}) =>
  board(table, more).map(({ model, rank, standing, counted }) => [model, rank, standing, counted]);
const full = (...scores: (number | null)[]) => scores.map((score) => [score] as const);

it('gives plain means where every result counts', () => {
  const row = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (table) => {
      for (const { model, scores } of board(table.map((scores) => full(...scores))))
        expect(scores['pq']).toBeCloseTo(
          (table[Number(model.slice(1))] ?? []).reduce((sum, one) => sum + one, 0) / 4,
          12,
        );
    }),
    { seed: 4, numRuns: 20 },
  );
});

it('a candidate gains nothing by leaving out what is hard', () => {
  // The last dataset is harder by 0.4 for everyone; plain means would put the second first.
  const [first, second] = board([full(0.8, 0.8, 0.8, 0.4), [...full(0.75, 0.75, 0.75), null]]);
  expect([first?.model, first?.rank, first?.scores['pq']]).toEqual(['m0', 1, expect.closeTo(0.7, 12)]);
  expect([second?.model, second?.rank, second?.counted, second?.scores['pq']]).toEqual([
    'm1',
    2,
    3,
    expect.closeTo(0.65, 12),
  ]);
});

it.each([
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 3],
  [6, 3],
  [7, 4],
  [12, 6],
])('of %i datasets %i are needed', (of, needed) => {
  expect(neededDatasets(of)).toBe(needed);
});

it('ranks nobody with too few datasets, and says so', () => {
  expect(standings([full(0.5, 0.5, 0.5, 0.5), [...full(0.9, 0.9), null, null]])).toEqual([
    ['m0', 1, 'ranked', 4],
    ['m1', null, 'few', 2],
  ]);
  expect(board([full(0.5, 0.5, 0.5), [...full(0.9, 0.9), null]])[1]?.scores).toEqual({ pq: null, mHD: null });
});

it.each<Facts>([
  { missingCount: 1 },
  { outdated: true },
  { exposure: 'seen' },
  { exposure: 'partly' },
  { exposure: 'undisclosed' },
])('a result with %j does not count, and stays', (facts) => {
  const table: Table = [full(0.5, 0.5, 0.5, 0.5), [[0.9, facts], [0.9, facts], [0.4], [0.4]]];
  const [, row] = board(table);
  expect([row?.standing, row?.counted, row?.results.length]).toEqual(['few', 2, 4]);
});

it('counts what was seen in training where that is asked for, but nothing that is incomplete', () => {
  const table: Table = [
    full(0.5, 0.5, 0.5),
    [[0.9, { exposure: 'seen' }], [0.9], [0.9]],
    [[0.9, { missingCount: 2 }], [0.9], [0.9]],
  ];
  expect(standings(table)).toEqual([
    ['m0', 1, 'ranked', 3],
    ['m1', null, 'few', 2],
    ['m2', null, 'few', 2],
  ]);
  expect(standings(table, { seen: true })).toEqual([
    ['m1', 1, 'ranked', 3],
    ['m0', 2, 'ranked', 3],
    ['m2', null, 'few', 2],
  ]);
});

it('ranks nobody who shares no dataset with the others', () => {
  const six = (scores: readonly number[], from: number): Table[number] =>
    Array.from({ length: 6 }, (_, k) => (k >= from && k < from + 3 ? [scores[k - from] ?? 0] : null));
  expect(standings([six([0.5, 0.5, 0.5], 0), six([0.4, 0.4, 0.4], 0), six([0.9, 0.9, 0.9], 3)])).toEqual([
    ['m0', 1, 'ranked', 3],
    ['m1', 2, 'ranked', 3],
    ['m2', null, 'apart', 3],
  ]);
});

it('never ranks a missing score, in either direction, and shows none', () => {
  const table: Table = [full(0, 0, 0), full(null, 0.9, 0.9), full(0.1, 0.1, 0.1)];
  expect(standings(table)).toEqual([
    ['m2', 1, 'ranked', 3],
    ['m0', 2, 'ranked', 3],
    ['m1', null, 'undefined', 3],
  ]);
  const one: Table = [full(null), full(0), full(0.1)];
  for (const [primary, first] of [
    ['pq', 'm2'],
    ['mHD', 'm0'],
  ] as const) {
    const rows = board(
      one.map((row, n) => row.map((each) => [each?.[0] ?? null, { mHD: n }] as const)),
      { primary },
    );
    expect(rows[0]?.model).toBe(first);
    expect(rows.every(({ rank }) => rank !== null)).toBe(primary === 'mHD');
  }
});

it('controls and annotators are never ranked, and do not move the means of methods', () => {
  const control: Table[number] = [
    [0.1, { kind: 'control' }],
    [0.9, { kind: 'control' }],
    [0.9, { kind: 'control' }],
  ];
  const methods: Table = [full(0.5, 0.6, 0.7), full(0.4, 0.6, 0.5)];
  const [first, second, last] = board([...methods, control]);
  expect([first, second]).toEqual(board(methods));
  expect([last?.standing, last?.rank, last?.scores['pq']]).toEqual(['control', null, expect.closeTo(1.9 / 3, 12)]);
});

it('averages distances on a logarithmic scale, so that one dataset of large images does not decide', () => {
  const far = (...distances: number[]) => distances.map((mHD) => [0.5, { mHD }] as const);
  const [first, second] = board([far(1, 1, 99), far(3, 3, 49)], { primary: 'mHD' });
  expect([first?.model, first?.scores['mHD']]).toEqual(['m0', expect.closeTo(Math.cbrt(2 * 2 * 100) - 1, 9)]);
  expect([second?.model, second?.scores['mHD']]).toEqual(['m1', expect.closeTo(Math.cbrt(4 * 4 * 50) - 1, 9)]);
});
