import type { Sha256 } from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Transaction } from '../transaction.ts';
import type { FilePlace } from './stored-file.repository.ts';

/** The rows of the cells of some images of an evaluation, a file on the shelf `sheet`. */
export interface CellPart {
  readonly sha256: Sha256;
  /** Ids of its images. */
  readonly images: readonly string[];
  /** Version of the layout of records. */
  readonly version: number;
}

/** Reads and writes where the cells of images lie until the record of their evaluation is whole. */
export class CellPartRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** Writes down a part. Its own row in `stored_file` is there. */
  async add(transaction: Transaction, evaluationId: string, { sha256, images, version }: CellPart): Promise<void> {
    await transaction.execute(sql`
      insert into cell_part (evaluation_id, image_id, shelf, sha256, version)
      select ${evaluationId}::uuid, id, 'sheet', ${sha256}, ${version} from image where id in (${images})
      on conflict (evaluation_id, image_id) do update set sha256 = excluded.sha256, version = excluded.version`);
  }

  /** Forgets the parts of an evaluation. @returns their files, whose rows in `stored_file` are still there */
  drop(transaction: Transaction, evaluationId: string): Promise<FilePlace[]> {
    return transaction.execute<FilePlace[]>(sql`
      with gone as (delete from cell_part where evaluation_id = ${evaluationId} returning shelf, sha256)
      select distinct shelf, sha256 from gone`);
  }

  /** Forgets a part that is lost. @returns the evaluations that it was of; none where the file is something else */
  async forget(transaction: Transaction, { shelf, sha256 }: FilePlace): Promise<string[]> {
    const rows = await transaction.execute<{ id: string }[]>(sql`
      with gone as (delete from cell_part where shelf = ${shelf} and sha256 = ${sha256} returning evaluation_id as id)
      select distinct id from gone`);
    return rows.map(({ id }) => id);
  }

  /** Evaluations with parts that no record will be made of: they failed, were rejected or withdrawn, or have a record. */
  async useless(version: number): Promise<string[]> {
    const rows = await this.em.execute<{ id: string }[]>(sql`
      select e.id from evaluation e join submission s on s.id = e.submission_id
       where exists (select 1 from cell_part p where p.evaluation_id = e.id)
         and (s.state <> 'closed' or e.state in ('failed', 'rejected') or exists (
               select 1 from cell_part p where p.evaluation_id = e.id and p.version <> ${version}) or exists (
               select 1 from cell_record r where r.evaluation_id = e.id and r.version = ${version} and r.sha256 is not null))
       order by e.id`);
    return rows.map(({ id }) => id);
  }
}
