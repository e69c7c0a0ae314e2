const DECIMAL = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?$/;

/** A decimal number or the text of one; NaN for anything else, so that nothing that is left out becomes 0. */
export function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : NaN;
}

/** A length in whole pixels; undefined for anything else. */
export function toSide(value: unknown): number | undefined {
  const side = toNumber(value);
  return Number.isInteger(side) && side >= 1 ? side : undefined;
}
