import { studentCdf, studentQuantile } from './student-t.ts';

describe('studentQuantile', () => {
  // R 4.3: qt(p, df), to 15 digits.
  it.each([
    [0.975, 1, 12.7062047361747],
    [0.975, 4, 2.77644510519779],
    [0.975, 9, 2.2621571627982],
    [0.975, 19, 2.09302405440831],
    [0.995, 30, 2.74999565356722],
    [0.975, 1000, 1.96233908082641],
  ])('of %d with %d degrees of freedom is %d', (p, freedom, expected) => {
    expect(studentQuantile(p, freedom)).toBeCloseTo(expected, 11);
  });

  it('is the tangent with one degree of freedom, and algebraic with two', () => {
    for (const p of [0.001, 0.1, 0.3, 0.5, 0.77, 0.99]) {
      expect(studentQuantile(p, 1)).toBeCloseTo(Math.tan(Math.PI * (p - 0.5)), 9);
      expect(studentQuantile(p, 2)).toBeCloseTo((2 * p - 1) / Math.sqrt(2 * p * (1 - p)), 11);
    }
  });

  it('undoes studentCdf, also with broken degrees of freedom', () => {
    for (const freedom of [0.7, 3.5, 12.25, 400])
      for (const p of [1e-6, 0.025, 0.4, 0.6, 0.999])
        expect(studentCdf(studentQuantile(p, freedom), freedom)).toBeCloseTo(p, 13);
  });

  it('is infinite at both ends and 0 in the middle', () => {
    expect(studentQuantile(0, 5)).toBe(-Infinity);
    expect(studentQuantile(1, 5)).toBe(Infinity);
    expect(studentQuantile(0.5, 5)).toBeCloseTo(0, 14);
  });
});
