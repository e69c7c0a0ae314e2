import * as fc from 'fast-check';
import { signTest } from './sign-test.ts';

const of = (wins: number, losses: number, ties = 0): number[] => [
  ...Array<number>(wins).fill(0.1),
  ...Array<number>(losses).fill(-0.2),
  ...Array<number>(ties).fill(0),
];

describe('signTest', () => {
  it.each([
    // 2 · (1 + 10) / 2^10
    [9, 1, 22 / 1024],
    // 2 · 1 / 2^5
    [5, 0, 2 / 32],
    // 2 · (1 + 8 + 28) / 2^8
    [2, 6, 74 / 256],
    // As even as can be: more than a half on either side.
    [4, 4, 1],
    [0, 0, 1],
  ])('%i wins and %i losses have p = %f', (wins, losses, p) => {
    expect(signTest(of(wins, losses)).p).toBeCloseTo(p, 14);
  });

  it('counts ties, which do not change p', () => {
    const without = signTest(of(9, 1));
    expect(signTest(of(9, 1, 30))).toEqual({ ...without, ties: 30 });
    // The last bit of a sum of scores is no difference.
    expect(signTest([0.1 + 0.2 - 0.3])).toEqual({ wins: 0, ties: 1, losses: 0, p: 1 });
  });

  it('stays a probability with many units', () => {
    // By the normal distribution with the correction for continuity: z = (5,100 − 0.5 − 5,000) / 50, p = 0.0466.
    expect(signTest(of(5100, 4900)).p).toBeCloseTo(0.0466, 3);
    expect(signTest(of(4000, 0)).p).toBe(0);
  });

  it('law: equals the sum by definition, and does not depend on which of the two comes first', () => {
    const rows = [[1]];
    for (let n = 0; n < 8; n++) rows.push([...rows[n]!, 0].map((ways, k) => ways + (rows[n]![k - 1] ?? 0)));
    const count = fc.nat(4);
    fc.assert(
      fc.property(count, count, (wins, losses) => {
        const { p } = signTest(of(wins, losses, 2));
        const row = rows[wins + losses]!;
        const tail = row.slice(0, Math.min(wins, losses) + 1).reduce((sum, ways) => sum + ways, 0);
        expect(p).toBeCloseTo(Math.min(1, (2 * tail) / 2 ** (wins + losses)), 12);
        expect(signTest(of(losses, wins, 2)).p).toBe(p);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('refuses what is not a number', () => {
    expect(() => signTest([0.1, NaN])).toThrow(/^Difference 1 is not a number/);
  });
});
