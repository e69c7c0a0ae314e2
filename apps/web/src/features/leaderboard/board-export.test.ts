import { aBoard, aRow } from '../../testing/samples.ts';
import { boardCsv, boardJson, type BoardExport } from './board-export.ts';
import { leaderboardSearchDefaults } from './leaderboard-search.ts';

const board = aBoard([
  aRow(1, { modelName: '=HYPERLINK("http://evil")', candidateName: 'a, "b"', scores: { 'f1@0.5': 0.8, mHD: 5 } }),
  aRow(2, { modelName: 'Plain', scores: { 'f1@0.5': null, mHD: -1.5 } }),
]);
const content: BoardExport = {
  board,
  rows: board.rows,
  metrics: board.metrics.slice(0, 2),
  search: { ...leaderboardSearchDefaults, q: 'a\nb' },
  address: 'https://cellboard.test/view',
};
const lines = (text: string) => text.split('\r\n');

describe('the exported table', () => {
  it('begins with a byte order mark and names the view', () => {
    const [first, second, third] = lines(boardCsv(content));
    expect(first).toBe('\uFEFF# Cellboard leaderboard: Nuclei (nuclei)');
    expect(second).toBe('# scores: mean, search: a b');
    expect(third).toBe('# https://cellboard.test/view');
  });

  it('quotes what needs it, defuses formulas in names and leaves numbers alone', () => {
    const [, , , header, one, two] = lines(boardCsv(content));
    expect(header).toBe('position,rank,model,candidate,developer,images,missing,mHD,f1@0.5,evaluated at');
    expect(one).toBe(
      `1,1,"'=HYPERLINK(""http://evil"")","a, ""b""",The Laboratory,10,0,5,0.8,2026-01-02T03:04:05.000Z`,
    );
    expect(two).toBe('2,2,Plain,Default,The Laboratory,10,0,-1.5,,2026-01-02T03:04:05.000Z');
  });

  it('adds rescaled scores when they are on screen', () => {
    const csv = boardCsv({ ...content, search: { ...content.search, norm: 'minmax' } });
    expect(lines(csv)[3]).toContain('mHD,f1@0.5,mHD normalised,f1@0.5 normalised');
    expect(lines(csv)[5]).toContain(',-1.5,,1,,');
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
});
