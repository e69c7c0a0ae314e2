import type { EntityManager } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';

declare const inTransaction: unique symbol;

/** An entity manager with an open transaction. What must be written together takes this and no other. */
export type Transaction = SqlEntityManager & { readonly [inTransaction]: true };

/** The transaction's connection, as far as it is used here. */
interface Executor {
  executeQuery(query: object): Promise<{ rows: Record<string, unknown>[] }>;
}

/** Runs `work` in one transaction; it commits when `work` is done and changes nothing if `work` fails. */
export function transactional<T>(em: EntityManager, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  return em.transactional((transaction) => work(transaction as unknown as Transaction));
}

/**
 * Runs SQL with numbered parameters (`$1`) in a transaction, for libraries that bring their own SQL. Our own goes
 * through `transaction.execute`.
 */
export async function executeNumbered(
  transaction: Transaction,
  text: string,
  values: readonly unknown[] = [],
): Promise<{ rows: Record<string, unknown>[] }> {
  const executor = transaction.getTransactionContext<Executor>();
  if (!executor) throw new Error('The transaction has ended already.');
  const query = { kind: 'RawNode', sqlFragments: [text], parameters: [] };
  const { rows } = await executor.executeQuery({
    query,
    sql: text,
    parameters: values,
    queryId: { queryId: crypto.randomUUID() },
  });
  return { rows };
}
