import fc from 'fast-check';
import { cosine, exponential, mix, sine, smoothStep } from './exact-math.ts';

const angles = fc.double({ min: -1000, max: 1000, noNaN: true });

describe('exact functions', () => {
  it('agree with the built-in sine and cosine', () => {
    fc.assert(
      fc.property(angles, (angle) => {
        expect(Math.abs(sine(angle) - Math.sin(angle))).toBeLessThan(1e-8);
        expect(Math.abs(cosine(angle) - Math.cos(angle))).toBeLessThan(1e-8);
      }),
      { seed: 1 },
    );
  });

  it('agree with the built-in exponential', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
        expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(1e-6);
      }),
      { seed: 1 },
    );
  });
});

describe('smoothStep', () => {
  it('rises from 0 to 1', () => {
    expect([1, 2, 2.5, 3, 4].map((x) => smoothStep(2, 3, x))).toEqual([0, 0, 0.5, 1, 1]);
  });

  it('falls where the ends are swapped', () => {
    expect([1, 2, 2.5, 3, 4].map((x) => smoothStep(3, 2, x))).toEqual([1, 1, 0.5, 0, 0]);
  });
});

describe('mix', () => {
  it('goes from one to the other', () => {
    expect([0, 0.25, 1].map((t) => mix(10, 20, t))).toEqual([10, 12.5, 20]);
  });
});
