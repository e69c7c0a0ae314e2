import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { UnreadableRecordError } from './unreadable-record.ts';

/** Values that a query is given. */
export type Values = Record<string, string | number | null>;

/** A row as a query answers it. */
export type Row = Record<string, unknown>;

/** Asks one record of cells. */
export type Ask = (sql: string, values?: Values) => Promise<Row[]>;

/** Memory of one query, and threads that work on it. Nothing is written to a disk where this is not enough. */
const LIMITS = { threads: '2', memory_limit: '512MB', temp_directory: '' };

/** What is called the table of cells in every query. */
const SOURCE = `read_parquet($path, file_row_number = true)`;

/**
 * Lets some work ask a record of cells. The database is in memory and new, so nothing is left of one query in another;
 * it opens this file alone, nothing on the network, loads no extension, and its settings are locked.
 *
 * In a query `cells` stands for the rows of the file, `file_row_number` for the place of a row.
 *
 * @throws UnreadableRecordError if the file cannot be read
 */
export async function withCells<T>(path: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', LIMITS);
  try {
    const connection = await instance.connect();
    try {
      await confine(connection, path);
      return await work(async (sql, values = {}) => {
        const whole = sql.replaceAll('{cells}', SOURCE);
        const given = whole.includes('$path') ? { path, ...values } : values;
        const result = await connection.runAndReadAll(whole, given);
        return result.getRowObjectsJS();
      });
    } finally {
      connection.closeSync();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!/^(?:IO|Invalid Input|Invalid|Serialization) Error|^TProtocolException|Parquet|thrift/i.test(reason))
      throw error;
    throw new UnreadableRecordError(`The record of cells cannot be read. ${reason}`);
  } finally {
    instance.closeSync();
  }
}

/** Only this file can be opened from now on, and no setting changes. */
async function confine(connection: DuckDBConnection, path: string): Promise<void> {
  await connection.run(`set allowed_paths = ['${path.replaceAll("'", "''")}']`);
  await connection.run('set autoinstall_known_extensions = false');
  await connection.run('set autoload_known_extensions = false');
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
}
