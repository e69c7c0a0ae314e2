import type { SqlEntityManager } from '@mikro-orm/sql';

/**
 * Makes all who want to create something of one kind and name wait for one another, until the transaction ends.
 * So that looking whether it exists and making it are one step, and the same request sent twice at once is made once.
 */
export async function lockName(em: SqlEntityManager, kind: string, name: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtext(?), hashtext(?))', [kind, name]);
}

/** Like {@link lockName} for many, in the order of their names, so that no two who do so wait for each other. */
export async function lockNames(em: SqlEntityManager, kind: string, names: readonly string[]): Promise<void> {
  await em.execute(
    'select pg_advisory_xact_lock(hashtext(?), hashtext(name)) from jsonb_array_elements_text(?::jsonb) as name',
    [kind, JSON.stringify([...new Set(names)].sort())],
  );
}
