import type { CandidateId, Principal, Sha256, Slug } from '@cellboard/contract';
import { sql, type RawQueryFragment } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Transaction } from '../transaction.ts';
import type { PendingImage } from './evaluation.repository.ts';
import type { FilePlace } from './stored-file.repository.ts';
import { visibleTo } from './visible.ts';

/** Whose cells are asked for: those of a candidate on the board of a task, on one of its datasets. */
export interface CellSlice {
  readonly task: Slug;
  readonly dataset: Slug;
  readonly candidate: CandidateId;
}

/** The evaluation that stands on the board for a slice, with its record of cells. */
export interface SliceRecord {
  readonly evaluationId: string;
  readonly dataset: Slug;
  readonly licence: string;
  readonly redistributable: boolean;
  /** Hash of the record on the shelf `sheet`; null where it is not made yet, or cannot be made. */
  readonly sha256: Sha256 | null;
  /** Why it cannot be made. */
  readonly problem: string | null;
}

/** An evaluation whose cells are recorded. */
export interface RecordedEvaluation {
  readonly dataset: Slug;
  readonly datasetVersion: number;
  /** Most channels of an image. */
  readonly channels: number;
}

/** A scored evaluation without a record. */
export interface UnrecordedRow {
  readonly id: string;
  /** Why it cannot be made; null where nobody has tried. */
  readonly problem: string | null;
}

/** An image of an evaluation, with the hashes of all its files. */
export interface RecordedFiles extends PendingImage {
  /** Hash of the part on the shelf `sheet` that has its rows already; null where there is none. */
  readonly part: Sha256 | null;
}

/** Reads and writes where the records of cells lie. */
export class CellRecordRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** What stands on the board for a slice that the principal may see, as predictions are shown to them. */
  async ofSlice(
    principal: Principal,
    { task, dataset, candidate }: CellSlice,
    version: number,
  ): Promise<SliceRecord | null> {
    const visible = visibleTo(principal);
    const [row] = await this.em.execute<SliceRecord[]>(sql`
      select e.id as "evaluationId", d.slug as dataset, d.licence, d.redistributable, r.sha256, r.problem
        from task t
        join board_entry b on b.task_id = t.id and b.candidate_id = ${candidate} and b.until is null and b.part = 'all'
        join dataset d on d.id = b.dataset_id and d.slug = ${dataset}
        join evaluation e on e.id = b.evaluation_id
        join task_dataset td on td.id = e.task_dataset_id
        join dataset_version v on v.id = td.dataset_version_id
        left join cell_record r on r.evaluation_id = e.id and r.version = ${version}
       where (t.slug = ${task} or exists (select 1 from task_alias a where a.task_id = t.id and a.slug = ${task}))
         and ${visible.task('t')} and ${visible.datasetVersion('v')}
       limit 1`);
    return row ?? null;
  }

  /** A scored evaluation that has no record in a version of the layout; null for every other. */
  waiting(evaluationId: string, version: number): Promise<RecordedEvaluation | null> {
    return this.described(evaluationId, isLacking(version));
  }

  /** An evaluation whose images are all scored, without a problem in any of them; null for every other. */
  complete(evaluationId: string): Promise<RecordedEvaluation | null> {
    return this.described(
      evaluationId,
      sql`e.image_count > 0 and e.image_count = (
            select count(*) from image_score s where s.evaluation_id = e.id and s.problem is null)`,
    );
  }

  private async described(evaluationId: string, condition: RawQueryFragment): Promise<RecordedEvaluation | null> {
    const [row] = await this.em.execute<RecordedEvaluation[]>(sql`
      select d.slug as dataset, v.number as "datasetVersion",
             coalesce((select max(i.channels) from image_score s join image i on i.id = s.image_id
                        where s.evaluation_id = e.id), 0) as channels
        from evaluation e join task_dataset td on td.id = e.task_dataset_id
        join dataset_version v on v.id = td.dataset_version_id join dataset d on d.id = v.dataset_id
       where e.id = ${evaluationId} and ${condition}`);
    return row ?? null;
  }

  /** The images of an evaluation that have scores, by name. */
  images(evaluationId: string, version: number): Promise<RecordedFiles[]> {
    return this.em.execute<RecordedFiles[]>(sql`
      select i.id as "imageId", i.name as image, i.width, i.height, i.image_sha256 as "imageSha256",
             i.truth_sha256 as "truthSha256", i.ignore_sha256 as "ignoreSha256", p.sha256 as "predictionSha256",
             c.sha256 as part
        from image_score s join image i on i.id = s.image_id
        join evaluation e on e.id = s.evaluation_id
        left join prediction p on p.submission_id = e.submission_id and p.image_id = i.id
        left join cell_part c on c.evaluation_id = e.id and c.image_id = i.id and c.version = ${version}
       where s.evaluation_id = ${evaluationId} and s.problem is null
       order by i.name collate "C", i.id`);
  }

  /** The scored evaluations without a record in a version of the layout, also those that had none when it was last tried: those on boards first, the newest first. */
  async lacking(version: number): Promise<string[]> {
    const rows = await this.em.execute<{ id: string }[]>(sql`
      select e.id from evaluation e where ${isLacking(version)}
       order by exists (select 1 from board_entry b where b.evaluation_id = e.id and b.until is null) desc,
                e.created_at desc, e.id`);
    return rows.map(({ id }) => id);
  }

  /** The next scored evaluations without a record, in the order of their ids, and why where that is known. */
  withoutRecord(version: number, { after, limit }: { after: string; limit: number }): Promise<UnrecordedRow[]> {
    return this.em.execute<UnrecordedRow[]>(sql`
      select e.id, (select r.problem from cell_record r where r.evaluation_id = e.id and r.version = ${version}) as problem
        from evaluation e where e.id::text > ${after} and ${isLacking(version)}
       order by e.id::text limit ${limit}`);
  }

  /** How many evaluations have a record, or are known to have none, of how many that are scored. */
  async progress(version: number): Promise<{ done: number; total: number }> {
    const [row] = await this.em.execute<{ done: number; total: number }[]>(sql`
      select count(*)::int as total, count(*) filter (where exists (
               select 1 from cell_record r where r.evaluation_id = e.id and r.version = ${version}))::int as done
        from evaluation e where e.state = 'scored'`);
    return { done: row?.done ?? 0, total: row?.total ?? 0 };
  }

  /**
   * Writes down the record of an evaluation in the place of an earlier one. Its own row in `stored_file` is there.
   *
   * @returns the file of an earlier record, whose row in `stored_file` is still there
   */
  async put(
    transaction: Transaction,
    evaluationId: string,
    record: { version: number; sha256: Sha256 | null; cellCount: number; problem: string | null },
  ): Promise<FilePlace | null> {
    const { version, sha256, cellCount, problem } = record;
    const [before] = await transaction.execute<{ sha256: Sha256 | null }[]>(
      sql`select sha256 from cell_record where evaluation_id = ${evaluationId} for update`,
    );
    await transaction.execute(sql`
      insert into cell_record (evaluation_id, shelf, sha256, version, cell_count, problem)
      values (${evaluationId}, ${sha256 && 'sheet'}, ${sha256}, ${version}, ${cellCount}, ${problem})
        on conflict (evaluation_id) do update set shelf = excluded.shelf, sha256 = excluded.sha256,
           version = excluded.version, cell_count = excluded.cell_count, problem = excluded.problem`);
    if (!before?.sha256 || before.sha256 === sha256) return null;
    return { shelf: 'sheet', sha256: before.sha256 };
  }

  /**
   * Forgets a record that is lost, so that it is made again.
   *
   * @returns the evaluations that it was of; none where the file is something else
   */
  async forget(transaction: Transaction, { shelf, sha256 }: FilePlace): Promise<string[]> {
    if (shelf !== 'sheet') return [];
    const rows = await transaction.execute<{ id: string }[]>(
      sql`delete from cell_record where shelf = ${shelf} and sha256 = ${sha256} returning evaluation_id as id`,
    );
    return rows.map(({ id }) => id);
  }
}

const isLacking = (version: number) =>
  sql`(e.state = 'scored' and not exists (
        select 1 from cell_record r where r.evaluation_id = e.id and r.version = ${version} and r.sha256 is not null))`;
