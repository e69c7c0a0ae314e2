import type { BrokenInvariant } from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';

/** Most objects that are named: with more of them, the first ones say enough. */
const MOST = 500;

/** Reads what breaks the invariants of the database. */
export class InvariantRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** The oldest first; an empty list on a sound database. */
  broken(): Promise<BrokenInvariant[]> {
    return this.em.execute<BrokenInvariant[]>(sql`
      select invariant, object, subject, to_char(since at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since
        from broken_invariant order by broken_invariant.since nulls last, invariant, subject limit ${MOST}`);
  }
}
