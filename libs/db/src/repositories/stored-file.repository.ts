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

  /** Writes down a file that is in the store, unless it is known. */
  async add(transaction: Transaction, { shelf, sha256, bytes }: StoredFileRow): Promise<void> {
    await transaction.execute(sql`
      insert into stored_file (shelf, sha256, bytes) values (${shelf}, ${sha256}, ${bytes})
        on conflict (shelf, sha256) do update set bytes = excluded.bytes where stored_file.bytes is null`);
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
