import { readManifest } from '../manifest/manifest.ts';
import type { PairRow, PairRows } from './pair-rules.ts';

/**
 * Reads the lines of a CSV file by the column that names the image.
 *
 * @throws DatasetError if the file cannot be read as CSV or does not have that column
 */
export function csvRows(idColumn: string): (path: string) => Promise<PairRows> {
  return async (path) => {
    const { rows, faults } = await readManifest(path, idColumn);
    const words = new Map<string, PairRow>([...rows].map(([id, row]) => [id, row.words]));
    return { rows: words, notes: faults.map(({ line, message }) => `Line ${line} is not used. ${message}`) };
  };
}
