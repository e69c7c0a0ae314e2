import type { SubmissionId } from '@cellboard/contract';
import type { EntityManager as SqlEntityManager } from '@cellboard/db';
import { EntityManager, sql } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { evaluateChunk } from './jobs.ts';
import { ATTEMPTS } from './queue.ts';

/** Where a submission is in the line of those that wait to be scored. */
export interface LinePlace {
  /** From 1; null where none of its jobs waits. */
  readonly position: number | null;
  /** Images that are scored before its first one, and those that are being scored. */
  readonly imagesAhead: number;
  /** The attempt that the part of it with the most is in, from 1. */
  readonly attempt: number;
}

/** How long the line is, in numbers. */
export interface LineLength {
  /** Submissions and images that wait. */
  readonly submissions: number;
  readonly images: number;
  readonly imagesRunning: number;
  /** How long the oldest job has waited, in seconds; null where none waits. */
  readonly oldestSeconds: number | null;
}

/** The jobs that score images, in the order in which they begin. */
const JOBS = sql`(
  select (data->>'submission')::uuid as submission, jsonb_array_length(data->'images') as images, state::text as state,
         retry_count, -priority as round, created_on
    from pgboss.job where name = ${evaluateChunk.name} and state in ('created', 'retry', 'active')) as job`;

/** Looks at the jobs that wait to score images. */
@Injectable()
export class WaitingLine {
  private readonly em: SqlEntityManager;

  constructor(em: EntityManager) {
    this.em = em as unknown as SqlEntityManager;
  }

  async placeOf(submission: SubmissionId): Promise<LinePlace> {
    const [row] = await this.em.execute<LinePlace[]>(sql`
      with job as (select * from ${JOBS}),
      line as (
        select submission, min((lpad(round::text, 9, '0') || to_char(created_on, 'YYYYMMDDHH24MISSUS'))) as first
          from job where state <> 'active' group by submission),
      me as (select first from line where submission = ${submission})
      select (select count(*)::int from line, me where (line.first, line.submission) <= (me.first, ${submission}::uuid) having count(*) > 0) as position,
             (select coalesce(sum(images), 0)::int from job where state = 'active' or (lpad(round::text, 9, '0') || to_char(created_on, 'YYYYMMDDHH24MISSUS')) < (select first from me)) as "imagesAhead",
             (select least(${ATTEMPTS}, coalesce(max(retry_count + case when state = 'retry' then 2 else 1 end), 1))::int
                from job where submission = ${submission}) as attempt`);
    return row ?? { position: null, imagesAhead: 0, attempt: 1 };
  }

  async length(): Promise<LineLength> {
    const [row] = await this.em.execute<LineLength[]>(sql`
      select count(distinct submission) filter (where state <> 'active')::int as submissions,
             coalesce(sum(images) filter (where state <> 'active'), 0)::int as images,
             coalesce(sum(images) filter (where state = 'active'), 0)::int as "imagesRunning",
             extract(epoch from clock_timestamp() - min(created_on) filter (where state <> 'active'))::int as "oldestSeconds"
        from ${JOBS}`);
    return row ?? { submissions: 0, images: 0, imagesRunning: 0, oldestSeconds: null };
  }
}
