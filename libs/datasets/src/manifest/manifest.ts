import { readFile } from 'node:fs/promises';
import { CsvError, parse, type Info } from 'csv-parse/sync';
import { DatasetError } from '../entries/dataset-error.ts';
import { fileFault } from '../files/file-fault.ts';
import { stemOf, stripSuffixes } from '../files/file-names.ts';

/** What a manifest says about one image: its texts by column. */
export interface ManifestRow {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly words: Readonly<Record<string, string>>;
}

/** A CSV file with a line for each image. */
export interface Manifest {
  readonly file: string;
  readonly columns: readonly string[];
  /** The first row of each image, by its name as the manifest writes it, without an image ending. */
  readonly rows: ReadonlyMap<string, ManifestRow>;
  /** Lines that cannot be used. */
  readonly faults: readonly { readonly line: number; readonly message: string }[];
}

/**
 * Reads a manifest: comma, semicolon or tab between the columns, whichever the first line has most of.
 *
 * @param idColumn the column that names the image, with or without its file ending
 * @throws DatasetError if the file cannot be read as CSV or does not have that column
 */
export async function readManifest(file: string, idColumn: string): Promise<Manifest> {
  const records = parseCsv(file, await readText(file));
  const [head, ...body] = records;
  const columns = head?.record ?? [];
  const manifest = { file, columns };
  const idAt = columnAt(manifest, idColumn);
  const rows = new Map<string, ManifestRow>();
  const faults: { line: number; message: string }[] = [];
  for (const { record, line } of body) {
    const name = stemOf(record[idAt] ?? '');
    const fault = rowFault({ record, name, idColumn, columns: columns.length, first: rows.get(name)?.line });
    if (fault === undefined)
      rows.set(name, { line, words: Object.fromEntries(columns.map((column, i) => [column, record[i] ?? ''])) });
    else faults.push({ line, message: fault });
  }
  return { ...manifest, rows, faults };
}

/**
 * The place of a column in a manifest.
 *
 * @throws DatasetError if there is no such column
 */
export function columnAt({ file, columns }: Pick<Manifest, 'file' | 'columns'>, column: string): number {
  const at = columns.indexOf(column);
  if (at >= 0) return at;
  throw new DatasetError(
    'COLUMN_NOT_FOUND',
    `${file} has no column "${column}". Its columns are ${columns.join(', ')}.`,
  );
}

/** The row of an image: by its name, or by its name once known suffixes are stripped from the manifest's. */
export function rowOf({ rows }: Manifest): (name: string) => ManifestRow | undefined {
  const byStripped = new Map([...rows].map(([name, row]) => [stripSuffixes(name), row]));
  return (name) => rows.get(name) ?? byStripped.get(name);
}

async function readText(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    const fault = fileFault(error) ?? 'it is not UTF-8 text. Save it as "CSV UTF-8".';
    throw new DatasetError('MANIFEST_UNREADABLE', `The manifest ${file} cannot be read: ${fault}`, { cause: error });
  }
}

interface CsvRecord {
  readonly record: string[];
  readonly line: number;
}

function parseCsv(file: string, text: string): CsvRecord[] {
  try {
    const options = {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      // Tools that append lines to a file often end them otherwise than the first.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    };
    const records = parse(text, options) as unknown as { record: string[]; info: Info }[];
    return records.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new DatasetError(
      'MANIFEST_UNREADABLE',
      `The manifest ${file} is not valid CSV: ${error.message}. Fix that line, or save the file again.`,
      {
        cause: error,
      },
    );
  }
}

function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const count = (delimiter: string) => head.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

interface CheckedRow {
  readonly record: readonly string[];
  readonly name: string;
  readonly idColumn: string;
  readonly columns: number;
  /** Line that named the same image before. */
  readonly first: number | undefined;
}

function rowFault({ record, name, idColumn, columns, first }: CheckedRow): string | undefined {
  if (record.length !== columns) {
    return `It has ${record.length} columns, but the first line has ${columns}. Put text that contains the separator in double quotes.`;
  }
  if (name === '') return `The column "${idColumn}" is empty. Name the image there.`;
  if (first !== undefined) return `It describes ${name}, as line ${first} already does. Keep one of them.`;
  return undefined;
}
