/**
 * Kendall's tau-b between two rankings of the same models: 1 for the same order, -1 for the reverse, corrected for
 * ties. Null where one of them ties all models. Kendall, Biometrika 1945.
 */
export function kendallTau(a: readonly number[], b: readonly number[]): number | null {
  let [agree, onlyA, onlyB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    for (let j = i + 1; j < a.length; j++) {
      const first = Math.sign(a[i]! - a[j]!);
      const second = Math.sign(b[i]! - b[j]!);
      agree += first * second;
      onlyA += Math.abs(first);
      onlyB += Math.abs(second);
    }
  }
  return onlyA === 0 || onlyB === 0 ? null : agree / Math.sqrt(onlyA * onlyB);
}
