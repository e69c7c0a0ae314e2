import type {
  CandidateId,
  CandidateKind,
  ImageId,
  MetricId,
  Principal,
  ReportProblem,
  Scores,
  Slug,
} from '@cellboard/contract';
import { accountOf, actorName } from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Transaction } from '../transaction.ts';
import type { GalleryRow } from './image.repository.ts';
import { orderColumns, type ImageOrder } from './image-order.ts';
import { galleryColumns, matching, type ImageFilter } from './matching-images.ts';
import { lockName } from './name-lock.ts';
import type { ImagePlace } from './task.repository.ts';
import { visibleTo } from './visible.ts';

/** An image as its own page shows it. */
export interface ImagePageRow extends GalleryRow {
  readonly datasetName: string;
  readonly datasetVersion: number;
  readonly synthetic: boolean;
  readonly licence: string;
  readonly redistributable: boolean;
  readonly sourceUrl: string | null;
  readonly citation: string | null;
  readonly hasIgnore: boolean;
}

/** A task that takes an image. */
export interface ImageTaskRow {
  readonly id: string;
  readonly task: Slug;
  readonly taskName: string;
  readonly primaryMetric: MetricId;
}

/** What a candidate made of an image, in the evaluation that stands on the board of a task. */
export interface ImageResultRow {
  readonly imageId: ImageId;
  readonly taskId: string;
  readonly candidateId: CandidateId;
  readonly model: Slug;
  readonly modelName: string;
  readonly candidate: Slug;
  readonly candidateName: string;
  readonly kind: CandidateKind;
  /** Every metric; null where the image is not scored. */
  readonly scores: Scores | null;
  readonly hasPrediction: boolean;
}

/** An image in the order of the gallery, with those before and after it. */
export interface NeighboursRow {
  readonly place: number;
  readonly total: number;
  readonly previous: ImagePlace | null;
  readonly next: ImagePlace | null;
}

/** An image in a query of the gallery. */
interface InQuery {
  readonly image: ImagePlace;
  readonly filter: ImageFilter;
  readonly order: ImageOrder;
}

/** The terms under which the files of an image may be given to others. */
export interface ImageTerms {
  readonly dataset: Slug;
  readonly licence: string;
  readonly redistributable: boolean;
  readonly sourceUrl: string | null;
}

/** Reads what the page of one image shows, and keeps what people report of it. */
export class ImagePageRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** An image of the newest published version of a dataset, if the principal may see it. */
  async find(principal: Principal, { dataset, name }: ImagePlace): Promise<ImagePageRow | null> {
    const [row] = await this.em.execute<ImagePageRow[]>(sql`
      select ${galleryColumns}, d.name as "datasetName", v.number as "datasetVersion", d.synthetic, d.licence,
             d.redistributable, d.source_url as "sourceUrl", d.citation, i.ignore_sha256 is not null as "hasIgnore"
        from ${matching(principal, { dataset, names: [name] })}`);
    return row ?? null;
  }

  /** Whether the files of an image may be given to others. */
  async terms(id: ImageId): Promise<ImageTerms> {
    const [row] = await this.em.execute<ImageTerms[]>(sql`
      select d.slug as dataset, d.licence, d.redistributable, d.source_url as "sourceUrl"
        from image i join dataset_version v on v.id = i.dataset_version_id join dataset d on d.id = v.dataset_id
       where i.id = ${id}`);
    if (!row) throw new Error(`There is no image ${id}.`);
    return row;
  }

  /** The names of a candidate that is there. */
  async candidate(id: CandidateId): Promise<{ model: Slug; candidate: Slug }> {
    const [row] = await this.em.execute<{ model: Slug; candidate: Slug }[]>(sql`
      select m.slug as model, c.slug as candidate from candidate c join model m on m.id = c.model_id where c.id = ${id}`);
    if (!row) throw new Error(`There is no candidate ${id}.`);
    return row;
  }

  /** The candidate of these names. */
  async candidateNamed(model: Slug, candidate: Slug): Promise<CandidateId | null> {
    const [row] = await this.em.execute<{ id: CandidateId }[]>(sql`
      select c.id from candidate c join model m on m.id = c.model_id where m.slug = ${model} and c.slug = ${candidate}`);
    return row?.id ?? null;
  }

  /** The tasks whose current version takes an image: real ones first, then by age. */
  tasks(principal: Principal, id: ImageId): Promise<ImageTaskRow[]> {
    return this.em.execute<ImageTaskRow[]>(sql`
      select t.id, t.slug as task, t.name as "taskName", t.primary_metric_id as "primaryMetric"
        from task t
       where ${visibleTo(principal).task('t')} and exists (
               select 1 from task_version_dataset l join task_image ti on ti.task_dataset_id = l.task_dataset_id
                where ti.image_id = ${id} and l.task_version_id = (
                  select id from task_version where task_id = t.id and published_at is not null order by number desc limit 1))
       order by t.synthetic, t.created_at, t.slug`);
  }

  /**
   * What the eligible candidates on the boards of some tasks made of some images, by model and candidate.
   *
   * @param candidates those that are asked for; all where left out
   */
  results(
    ids: readonly ImageId[],
    taskIds: readonly string[],
    candidates?: readonly CandidateId[],
  ): Promise<ImageResultRow[]> {
    if (ids.length === 0 || taskIds.length === 0) return Promise.resolve([]);
    return this.em.execute<ImageResultRow[]>(sql`
      select i.id as "imageId", b.task_id as "taskId", c.id as "candidateId", m.slug as model, m.name as "modelName", c.slug as candidate,
             c.name as "candidateName", c.kind, s.scores,
             exists (select 1 from prediction p where p.submission_id = e.submission_id and p.image_id = i.id) as "hasPrediction"
        from image i
        join dataset_version v on v.id = i.dataset_version_id
        join board_entry b on b.dataset_id = v.dataset_id and b.task_id in (${taskIds}) and b.until is null and b.part = 'all'
        join evaluation e on e.id = b.evaluation_id
        join candidate c on c.id = b.candidate_id
        join model m on m.id = c.model_id
        left join image_score s on s.evaluation_id = e.id and s.image_id = i.id and s.problem is null
       where i.id in (${ids}) and m.eligible and ${candidates === undefined ? sql`true` : sql`c.id in (${candidates})`}
       order by lower(m.name), m.slug, c.created_at, c.slug`);
  }

  /** An image with those before and after it in a query of the gallery; null where the query does not find it. */
  async neighbours(
    principal: Principal,
    { image: { dataset, name }, filter, order }: InQuery,
  ): Promise<NeighboursRow | null> {
    const [row] = await this.em.execute<NeighboursRow[]>(sql`
      select place, total, previous, next from (
        select d.slug as dataset, i.name, (row_number() over w)::int as place, (count(*) over ())::int as total,
               lag(jsonb_build_object('dataset', d.slug, 'name', i.name)) over w as previous,
               lead(jsonb_build_object('dataset', d.slug, 'name', i.name)) over w as next
          from ${matching(principal, filter)}
        window w as (order by ${orderColumns(order).all})) as found
       where dataset = ${dataset} and name = ${name}`);
    return row ?? null;
  }

  /** Keeps others from reporting in the same name until the transaction ends, so that reports can be counted. */
  lockReports(principal: Principal): Promise<void> {
    return lockName(this.em, 'annotation_problem', actorName(principal));
  }

  /** How many problems somebody reported within the last hour. */
  async reportedLately(principal: Principal): Promise<number> {
    const [row] = await this.em.execute<{ count: number }[]>(sql`
      select count(*)::int as count from annotation_problem
       where actor = ${actorName(principal)} and created_at > now() - interval '1 hour'`);
    return row?.count ?? 0;
  }

  /**
   * Writes down a reported problem, unless the same person has reported the same before.
   *
   * @returns its id, and whether it is new
   */
  async addProblem(
    transaction: Transaction,
    principal: Principal,
    { image, candidate, ...problem }: Reported,
  ): Promise<{ id: string; isNew: boolean }> {
    const { cell = null, kind, text, view = null } = problem;
    const actor = actorName(principal);
    const [same] = await transaction.execute<{ id: string }[]>(sql`
      select id from annotation_problem
       where actor = ${actor} and image_id = ${image} and kind = ${kind} and text = ${text}
         and cell is not distinct from ${cell}::bigint and candidate_id is not distinct from ${candidate}::uuid limit 1`);
    if (same) return { id: same.id, isNew: false };
    const id = crypto.randomUUID();
    await transaction.execute(sql`
      insert into annotation_problem (id, image_id, cell, candidate_id, kind, text, view, actor, reported_by_id)
      values (${id}, ${image}, ${cell}, ${candidate}, ${kind}, ${text}, ${view}, ${actor}, ${accountOf(principal)})`);
    return { id, isNew: true };
  }
}

/** A reported problem with the image and the candidate that it is about. */
export interface Reported extends Pick<ReportProblem, 'cell' | 'kind' | 'text' | 'view'> {
  readonly image: ImageId;
  readonly candidate: CandidateId | null;
}
