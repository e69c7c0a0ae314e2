import { Random } from './random.ts';

const drawn = (count: number, draw: () => number) => Array.from({ length: count }, draw);
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('Random', () => {
  it('draws the same for the same seed, and something else for another', () => {
    const words = (seed: string) => {
      const random = new Random(seed);
      return drawn(20, () => random.word());
    };
    expect(words('a cell')).toEqual(words('a cell'));
    expect(words('a cell')).not.toEqual(words('b cell'));
    expect(new Set([...words('a cell'), ...words('b cell')]).size).toBe(40);
  });

  it('draws numbers of the right mean and spread', () => {
    const random = new Random('spread');
    const units = drawn(20000, () => random.unit());
    expect(Math.abs(meanOf(units) - 0.5)).toBeLessThan(0.01);
    expect(Math.min(...units)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...units)).toBeLessThan(1);

    const normals = drawn(20000, () => random.normal());
    expect(Math.abs(meanOf(normals))).toBeLessThan(0.03);
    expect(Math.abs(meanOf(normals.map((value) => value * value)) - 1)).toBeLessThan(0.03);
  });

  it('draws whole numbers from both ends', () => {
    const random = new Random('dice');
    expect(new Set(drawn(400, () => random.whole(1, 6)))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  });

  it('keeps to a probability', () => {
    const random = new Random('coin');
    const heads = drawn(10000, () => (random.chance(0.2) ? 1 : 0));
    expect(Math.abs(meanOf(heads) - 0.2)).toBeLessThan(0.02);
  });
});
