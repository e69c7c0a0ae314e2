/** A value of a table; null is an empty field. */
export type CsvValue = string | number | boolean | null;

/** Beginnings that spreadsheets take for a formula. */
const formula = /^[=+\-@\t\r]/;

/**
 * One line of a CSV file (RFC 4180), without its end.
 *
 * Text that a spreadsheet would take for a formula gets an apostrophe in front, so that opening the file runs nothing.
 */
export function csvLine(values: readonly CsvValue[]): string {
  return values.map(field).join(',');
}

function field(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
