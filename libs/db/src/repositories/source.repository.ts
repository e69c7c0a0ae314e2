import type { Declared, Slug, Source } from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { lockNames } from './name-lock.ts';

/** What a candidate's weights, and those they began from, were trained on. */
interface DeclaredRow extends Declared {
  readonly candidateId: string;
}

/** Reads the vocabulary of sources, and what was declared in it. */
export class SourceRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** Keeps others from making sources of these names until the transaction ends. */
  lock(slugs: readonly Slug[]): Promise<void> {
    return lockNames(this.em, 'source', slugs);
  }

  /** Every source with what it contains, by slug; from a slug on, and at most so many. */
  vocabulary({ after = '', limit = 1_000_000 }: { after?: string; limit?: number } = {}): Promise<Source[]> {
    return this.em.execute<Source[]>(sql`
      select s.slug, s.name,
             coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('source', p.part_slug, 'extent', p.extent, 'reference', p.reference)) order by p.part_slug)
                         from source_part p where p.whole_slug = s.slug), '[]') as contains
        from source s where s.slug collate "C" > ${after} order by s.slug collate "C" limit ${limit}`);
  }

  /** Those of some slugs that are in the vocabulary. */
  async known(slugs: readonly Slug[]): Promise<ReadonlySet<Slug>> {
    if (slugs.length === 0) return new Set();
    const rows = await this.em.execute<{ slug: Slug }[]>(sql`select slug from source where slug in (${slugs})`);
    return new Set(rows.map(({ slug }) => slug));
  }

  /** What some candidates were trained on, through all weights that theirs began from. Without weights: nothing. */
  async declared(candidateIds: readonly string[]): Promise<ReadonlyMap<string, Declared>> {
    if (candidateIds.length === 0) return new Map();
    const rows = await this.em.execute<DeclaredRow[]>(sql`
      with recursive line (candidate_id, weights_id) as (
        select id, weights_id from candidate where id in (${candidateIds})
        union
        select line.candidate_id, w.parent_id from line join weights w on w.id = line.weights_id where w.parent_id is not null)
      select line.candidate_id as "candidateId",
             bool_and(coalesce(w.complete, true)) as complete,
             coalesce(jsonb_agg(distinct s.source_slug) filter (where s.source_slug is not null), '[]') as sources
        from line left join weights w on w.id = line.weights_id left join weights_source s on s.weights_id = w.id
       group by line.candidate_id`);
    return new Map(rows.map(({ candidateId, sources, complete }) => [candidateId, { sources, complete }]));
  }
}
