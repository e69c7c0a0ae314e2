import type { TestDatabase } from '@cellboard/db/testing';
import { InvariantRepository } from '@cellboard/db';

/** Expects after every test of a file that nothing is what must never be. */
export function keepsInvariants(database: Pick<TestDatabase, 'orm'>): () => Promise<void> {
  return async () => {
    expect(await new InvariantRepository(database.orm.em.fork()).broken()).toEqual([]);
  };
}
