import { aBoard, aResult, aRow, aTask, aTaskDataset } from '../../testing/samples.ts';
import { columnsOf } from './board-columns.ts';
import { boardCsv, boardFileName, boardJson, boardTsv, type BoardExport } from './board-export.ts';
import { leaderboardSearchDefaults } from './leaderboard-search.ts';

const board = aBoard([
  aRow(1, { modelName: '=HYPERLINK("http://evil")', candidateName: 'a, "b"', scores: { 'f1@0.5': 0.8, mHD: 5 } }),
  aRow(2, {
    modelName: 'Plain',
    scores: { 'f1@0.5': null, mHD: -1.5 },
    results: [aResult('dsb', { exposure: 'seen' })],
  }),
]);
const content: BoardExport = {
  board,
  rows: board.rows,
  columns: columnsOf(board, { view: 'datasets', metrics: '' }),
  search: { ...leaderboardSearchDefaults, q: 'a\nb' },
  address: 'https://cellboard.test/view',
};
const lines = (text: string): string[] => text.split('\r\n');

describe('the exported table', () => {
  it('begins with a byte order mark and names the view', () => {
    const [first, second, third] = lines(boardCsv(content));
    expect(first).toBe('\uFEFF# Cellboard leaderboard: Nuclei (nuclei)');
    expect(second).toBe('# average over: images, search: a b');
    expect(third).toBe('# https://cellboard.test/view');
  });

  it('gives rows without a rank no position, as on screen', () => {
    const unranked = { ...content, rows: [aRow(1), aRow(2, { rank: null, modelName: 'Plain' })] };
    expect(lines(boardCsv(unranked))[5]).toMatch(/^,,Plain,/);
    expect(JSON.parse(boardJson(unranked))).toMatchObject({ rows: [{ position: 1 }, { position: null, rank: null }] });
  });

  it('quotes what needs it, defuses formulas in names, leaves numbers alone and tells what was seen', () => {
    const [, , , header, one, two] = lines(boardCsv(content));
    expect(header).toBe('position,rank,model,candidate,developer,images,missing,f1@0.5,mHD,dsb exposure,evaluated at');
    expect(one).toBe(
      `1,1,"'=HYPERLINK(""http://evil"")","a, ""b""",The Laboratory,10,0,0.8,5,unseen,2026-01-02T03:04:05.000Z`,
    );
    expect(two).toBe('2,2,Plain,Default,The Laboratory,10,0,,-1.5,seen,2026-01-02T03:04:05.000Z');
  });

  it('adds rescaled scores when they are on screen', () => {
    const csv = boardCsv({ ...content, search: { ...content.search, norm: 'minmax' } });
    expect(lines(csv)[3]).toContain('f1@0.5,mHD,f1@0.5 0-100,mHD 0-100');
    expect(lines(csv)[5]).toContain(',,-1.5,,100,seen');
  });

  it('has a column a dataset where the board has', () => {
    const task = aTask('nuclei', { datasets: ['a', 'b'].map((slug) => aTaskDataset(slug)) });
    const row = aRow(1, { scores: { 'f1@0.5': 0.5 }, results: [aResult('b', { score: 0.25, exposure: 'partly' })] });
    const wide = aBoard([row], { task });
    const csv = boardCsv({
      ...content,
      board: wide,
      rows: wide.rows,
      columns: columnsOf(wide, { view: 'datasets', metrics: '' }),
    });
    expect(lines(csv)[3]).toContain('overall,a,b,a exposure,b exposure');
    expect(lines(csv)[4]).toContain(',0.5,,0.25,,partly,');
  });

  it('says which images and results its scores are from, where they are not all', () => {
    const task = aTask('nuclei', { datasets: ['a', 'b'].map((slug) => aTaskDataset(slug)) });
    const row = aRow(1, { scores: { 'f1@0.5': 0.5 }, results: [aResult('b', { score: 0.25 })] });
    const slice = { images: 6, datasets: ['a', 'b'] };
    const wide = aBoard([row], { task, slice, overall: { needed: 2, seen: false, adjusted: true } });
    const search = { ...content.search, size: 'small', density: 'dense' } as const;
    const columns = columnsOf(wide, { view: 'datasets', metrics: '' });
    const shown = { ...content, board: wide, rows: wide.rows, columns, search };
    expect(lines(boardCsv(shown)).slice(2, 6)).toEqual([
      '# only 6 images: size small, density dense',
      '# overall: adjusted mean over complete results on unseen images, from 2 datasets on',
      '# https://cellboard.test/view',
      expect.stringMatching(/,a exposure,b exposure,datasets counted,evaluated at$/) as string,
    ]);
    expect(JSON.parse(boardJson(shown))).toMatchObject({
      slice: { ...slice, size: 'small', density: 'dense' },
      overall: wide.overall,
      rows: [{ standing: 'ranked', datasetsCounted: 1 }],
    });
  });

  it('can be pasted into a sheet, where tabs part values and names are no formulas', () => {
    const [header, one, two] = boardTsv(content).split('\n');
    expect(header?.split('\t').slice(6, 9)).toEqual(['missing', 'f1@0.5', 'mHD']);
    expect(one?.split('\t').slice(2, 4)).toEqual([`'=HYPERLINK("http://evil")`, 'a, "b"']);
    expect(two?.split('\t').slice(6, 10)).toEqual(['0', '', '-1.5', 'seen']);
  });

  it('says the same as JSON', () => {
    const parsed = JSON.parse(boardJson(content)) as { task: string; view: string; rows: { scores: unknown }[] };
    expect(parsed.task).toBe('nuclei');
    expect(parsed.view).toBe('https://cellboard.test/view');
    expect(parsed.rows.map(({ scores }) => scores)).toEqual([
      { mHD: 5, 'f1@0.5': 0.8 },
      { mHD: -1.5, 'f1@0.5': null },
    ]);
  });

  it('is a file named after the board and its day', () => {
    expect(boardFileName(board, 'csv')).toBe('cellboard_leaderboard_nuclei_2026-01-02.csv');
    expect(boardFileName({ ...board, dataset: 'dsb' }, 'json')).toBe(
      'cellboard_leaderboard_nuclei_dsb_2026-01-02.json',
    );
  });
});
