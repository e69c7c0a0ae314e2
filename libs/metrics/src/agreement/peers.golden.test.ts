import { readFileSync } from 'node:fs';

import { matchCells } from '../matching/match-cells.ts';
import { overlapTable } from '../overlap/overlap-table.ts';
import { judgedCells } from '../pair/judged-cells.ts';
import { renderAgreement } from './agreement.fixture.ts';
import { goldenPairs } from './golden-set.fixture.ts';
import { goldenCase, goldenNames } from './golden.fixture.ts';
import { comparePeer, explained, measured, peers } from './peers.fixture.ts';

describe('the golden set', () => {
  it.each(goldenPairs)('$name: matching under any criterion', ({ truth, prediction, ignore, matchCells: expected }) => {
    const [t, p] = [truth, prediction].map((cells) => judgedCells(cells, { ...(ignore && { ignore }) }));
    const table = overlapTable(t!, p!);
    for (const { threshold, criterion, tp, scoreSum } of expected) {
      expect(matchCells(table, { threshold, criterion })).toMatchObject({
        tp,
        scoreSum: expect.closeTo(scoreSum, 10) as number,
      });
    }
  });
});

const names = goldenNames();
if (names.length > 0) {
  it.each(names)('%s: peers agree, but for what is explained', async (name) => {
    const golden = goldenCase(name);
    const ours = await measured(golden);
    const differences = peers.flatMap((peer) => comparePeer(peer, golden, ours).differences);
    const expected = explained
      .filter((entry) => entry.case === name)
      .flatMap(({ impl, keys }) => keys.map((key) => `${impl} ${key}`));
    expect(differences.map(({ impl, key }) => `${impl} ${key}`)).toEqual(expected);
  });

  it('the page on agreement is current; else run npm run docs:metrics', async () => {
    const page = new URL('../../../../docs/metrics/agreement.md', import.meta.url);
    expect(readFileSync(page, 'utf8')).toBe(await renderAgreement());
  }, 120_000);
}
