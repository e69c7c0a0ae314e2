import { gridRows } from './grid-rows.ts';
import { shortName } from './image-words.ts';
import { nextDrawn, type Rows } from './use-drawn-rows.ts';

const of = (...types: string[]) => types.map((cellType) => ({ cellType }));

it('lays images in as many columns as fit, and at least two', () => {
  const { rows, columns, tile } = gridRows(of('a', 'a', 'a', 'a', 'a'), {
    ...{ count: 5, width: 700, tile: 212, isGrouped: false },
  });
  expect([columns, tile, rows.length]).toEqual([3, 224, 2]);
  expect(rows[1]).toMatchObject({ kind: 'tiles', from: 3, length: 2 });
  expect(gridRows(of('a'), { count: 1, width: 320, tile: 320, isGrouped: false }).columns).toBe(2);
});

it('keeps room for images that have not come', () => {
  const { rows } = gridRows(of('a', 'a', 'a'), { count: 10_000, width: 226, tile: 100, isGrouped: false });
  expect(rows[1]).toMatchObject({ kind: 'tiles', from: 2, length: 2 });
  expect(rows).toHaveLength(5_000);
  const grouped = gridRows(of('a', 'a', 'a'), { count: 10_000, width: 226, tile: 100, isGrouped: true });
  expect(grouped.rows[3]).toMatchObject({ kind: 'waiting', from: 3, length: 2 });
});

it('begins a row with each cell type', () => {
  const { rows } = gridRows(of('a', 'b', 'b', 'b'), { count: 4, width: 226, tile: 100, isGrouped: true });
  expect(rows.map((row) => (row.kind === 'head' ? row.group : [row.from, row.length, row.group]))).toEqual([
    'a',
    [0, 1, 'a'],
    'b',
    [1, 2, 'b'],
    [3, 1, 'b'],
  ]);
});

it('shortens names of digits that nobody reads', () => {
  expect(shortName('cb4df20a'.repeat(8))).toBe('cb4df20acb…');
  expect(shortName('plate 3, well B7')).toBe('plate 3, well B7');
});

it('draws rows that come into sight one by one at each end, and forgets those that left', () => {
  const steps = (drawn: Rows, shown: Rows): Rows[] => {
    const next = nextDrawn(drawn, shown);
    return next.from === drawn.from && next.to === drawn.to ? [] : [next, ...steps(next, shown)];
  };
  expect(steps({ from: 0, to: 4 }, { from: 2, to: 7 })).toEqual([
    { from: 2, to: 5 },
    { from: 2, to: 6 },
    { from: 2, to: 7 },
  ]);
  expect(nextDrawn({ from: 3, to: 5 }, { from: 0, to: -1 })).toEqual({ from: 3, to: 5 });
});

it('begins in the middle where the page flew to rows of which none was in sight', () => {
  expect(nextDrawn({ from: 0, to: 4 }, { from: 50, to: 54 })).toEqual({ from: 52, to: 52 });
});
