import type { Sha256, Shelf } from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Transaction } from '../transaction.ts';

/** A stored file as the database knows it. */
export interface StoredFileRow {
  readonly shelf: Shelf;
  readonly sha256: Sha256;
  /** Null where it was not moved to its shelf yet. */
  readonly bytes: number | null;
}

/** The place of a file in the order of shelves and hashes. */
export type FilePlace = Pick<StoredFileRow, 'shelf' | 'sha256'>;

/** Reads and writes which files are in the store. */
export class StoredFileRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** Writes down files that are in the store, unless they are known. No two are the same. */
  async add(transaction: Transaction, ...files: readonly StoredFileRow[]): Promise<void> {
    const rows = files.map(({ shelf, sha256, bytes }) => ({ shelf, sha256, bytes }));
    // In one order, so that no two who add the same files wait for each other.
    await transaction.execute(sql`
      insert into stored_file (shelf, sha256, bytes)
      select shelf, sha256, bytes from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as f(shelf text, sha256 text, bytes bigint) order by shelf, sha256
        on conflict (shelf, sha256) do update set bytes = excluded.bytes where stored_file.bytes is null`);
  }

  /**
   * Deletes the rows of files that nothing names any more, and those of the label files that were made from them.
   *
   * @returns the files whose rows are gone
   */
  async release(transaction: Transaction, files: readonly FilePlace[]): Promise<FilePlace[]> {
    const released: FilePlace[] = [];
    for (const { shelf, sha256 } of files) {
      const place = sql`shelf = ${shelf} and sha256 = ${sha256}`;
      // Locked first: what another transaction that holds it has named is seen by the next statement.
      await transaction.execute(sql`select 1 from stored_file where ${place} for update`);
      const labels = await transaction.execute<FilePlace[]>(sql`
        select distinct shelf, sha256 from label_file
         where original_shelf = ${shelf} and original_sha256 = ${sha256} and sha256 is not null`);
      const gone = await transaction.execute<FilePlace[]>(sql`
        delete from stored_file f where ${place} and ${isUnused}
        returning shelf, sha256`);
      if (gone.length > 0) released.push(...gone, ...(await this.release(transaction, labels)));
    }
    return released;
  }

  /** Whether there is no row for a file. Where there is none, nobody else can add it until the transaction has ended. */
  async isUnknown(transaction: Transaction, { shelf, sha256 }: FilePlace): Promise<boolean> {
    // Another that inserts the same key waits for the end of this transaction, even though the row is gone by then.
    const added = await transaction.execute<unknown[]>(sql`
      insert into stored_file (shelf, sha256, bytes) values (${shelf}, ${sha256}, 0) on conflict do nothing returning 1`);
    if (added.length === 0) return false;
    await transaction.execute(sql`delete from stored_file where shelf = ${shelf} and sha256 = ${sha256}`);
    return true;
  }

  /** The next files of one shelf or of all, in the order of shelves and hashes. */
  async after(
    place: FilePlace | undefined,
    { shelf, limit }: { shelf?: Shelf | undefined; limit: number },
  ): Promise<StoredFileRow[]> {
    const rows = await this.em.execute<(Omit<StoredFileRow, 'bytes'> & { bytes: string | number | null })[]>(sql`
      select shelf, sha256, bytes::float8 as bytes from stored_file
       where (shelf, sha256) > (${place?.shelf ?? ''}, ${place?.sha256 ?? ''}) and (${shelf ?? null}::text is null or shelf = ${shelf ?? null})
       order by shelf, sha256 limit ${limit}`);
    return rows.map((row) => ({ ...row, bytes: row.bytes === null ? null : Number(row.bytes) }));
  }

  /** Those of some files of a shelf that have a row. */
  async known(shelf: Shelf, hashes: readonly Sha256[]): Promise<Set<Sha256>> {
    if (hashes.length === 0) return new Set();
    const rows = await this.em.execute<{ sha256: Sha256 }[]>(
      sql`select sha256 from stored_file where shelf = ${shelf} and sha256 in (${hashes})`,
    );
    return new Set(rows.map(({ sha256 }) => sha256));
  }

  /** The next files of a shelf with a row that nothing refers to, in the order of hashes. */
  unused(shelf: Shelf, { after, limit }: { after: Sha256; limit: number }): Promise<FilePlace[]> {
    return this.em.execute<FilePlace[]>(sql`
      select shelf, sha256 from stored_file f where shelf = ${shelf} and sha256 > ${after} and ${isUnused}
       order by sha256 limit ${limit}`);
  }

  async count(shelf: Shelf | undefined): Promise<number> {
    const [row] = await this.em.execute<{ count: number }[]>(
      sql`select count(*)::int as count from stored_file where ${shelf ?? null}::text is null or shelf = ${shelf ?? null}`,
    );
    return row?.count ?? 0;
  }

  /** How many files of an early release were not moved to their shelves yet. */
  async countUnmoved(): Promise<number> {
    const [row] = await this.em.execute<{ count: number }[]>(
      'select count(*)::int as count from stored_file where bytes is null',
    );
    return row?.count ?? 0;
  }

  /** Writes down the size of a file that was moved to its shelf. */
  async moved({ shelf, sha256 }: FilePlace, bytes: number): Promise<void> {
    await this.em.execute(
      sql`update stored_file set bytes = ${bytes} where shelf = ${shelf} and sha256 = ${sha256} and bytes is null`,
    );
  }
}

/** Everything that may refer to a file `f`. */
const isUnused = sql`(
       not exists (select 1 from prediction n where (n.shelf, n.sha256) = (f.shelf, f.sha256))
   and not exists (select 1 from label_file n where (n.shelf, n.sha256) = (f.shelf, f.sha256))
   and not exists (select 1 from cell_record n where (n.shelf, n.sha256) = (f.shelf, f.sha256))
   and not exists (select 1 from upload n where (n.shelf, n.stored_sha256) = (f.shelf, f.sha256))
   and not exists (select 1 from cell_part n where (n.shelf, n.sha256) = (f.shelf, f.sha256))
   and not exists (select 1 from image n where (n.image_shelf, n.image_sha256) = (f.shelf, f.sha256))
   and not exists (select 1 from image n where (n.truth_shelf, n.truth_sha256) = (f.shelf, f.sha256))
   and not exists (select 1 from image n where (n.ignore_shelf, n.ignore_sha256) = (f.shelf, f.sha256)))`;
