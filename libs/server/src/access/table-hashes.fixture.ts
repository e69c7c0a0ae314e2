import type { EntityManager } from '@cellboard/db';

/** A hash of all rows for each table. */
export type TableHashes = ReadonlyMap<string, string>;

/** Reads every table of the application and the jobs of its queue, but for those named. */
export async function hashTables(em: EntityManager, but: readonly string[]): Promise<TableHashes> {
  const tables = await em.execute<{ schema: string; name: string }[]>(
    `select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and (table_schema = 'public' or (table_schema = 'pgboss' and table_name = 'job'))
      order by 1, 2`,
  );
  const read = tables
    .filter(({ name }) => !but.includes(name))
    .map(
      ({ schema, name }) =>
        `select '${schema}.${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from "${schema}"."${name}" t`,
    );
  const rows = await em.execute<{ name: string; hash: string }[]>(read.join(' union all '));
  return new Map(rows.map(({ name, hash }) => [name, hash]));
}

/** The tables whose rows are not what they were. */
export function changedTables(before: TableHashes, after: TableHashes): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
}
