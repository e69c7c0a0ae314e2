import type { SqlEntityManager } from '@mikro-orm/sql';

/**
 * Makes all who want to create something of one kind and name wait for one another, until the transaction ends.
 * So that looking whether it exists and making it are one step, and the same request sent twice at once is made once.
 */
export async function lockName(em: SqlEntityManager, kind: string, name: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtext(?), hashtext(?))', [kind, name]);
}
