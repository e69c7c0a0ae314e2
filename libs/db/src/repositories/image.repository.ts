import {
  ImageFacet,
  type CandidateId,
  type ImageId,
  type OverlayChoice,
  type Principal,
  type Slug,
  type TaskObject,
} from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { ImageEntity, type Intensities } from '../entities/image.entity.ts';
import { afterPlace, orderColumns, type ImageOrder, type OrderedPlace } from './image-order.ts';
import { facetValue, galleryColumns, matching, type ImageFilter } from './matching-images.ts';
import { visibleTo } from './visible.ts';

/** An image as the gallery shows it. */
export interface GalleryRow {
  readonly id: ImageId;
  readonly name: string;
  readonly dataset: Slug;
  readonly object: TaskObject | null;
  readonly cellType: string;
  readonly modality: string;
  readonly stain: string | null;
  readonly tissue: string | null;
  readonly split: string | null;
  readonly pixelSizeUm: number | null;
  readonly width: number;
  readonly height: number;
  readonly cellCount: number | null;
  readonly measuredWith: number | null;
  readonly medianDiameterPx: number | null;
  readonly covered: number | null;
  readonly contrast: number | null;
  readonly sharpness: number | null;
  readonly intensities: readonly Intensities[] | null;
}

/** An image in an order, with what decides its place there. */
export interface OrderedRow extends GalleryRow, Pick<OrderedPlace, 'group' | 'figure'> {}

/** A cell type and how many images show it. */
export interface CellTypeRow {
  readonly cellType: string;
  readonly images: number;
  /** One of them, real if there is one. */
  readonly picture: ImageId;
}

/** A modality and how many images it has. */
export interface ModalityRow {
  readonly modality: string;
  readonly images: number;
}

/** The tags that are words, and their columns. */
const wordColumns = {
  cellType: 'cell_type',
  modality: 'imaging_modality',
  stain: 'stain',
  tissue: 'tissue',
} as const;
type WordTag = keyof typeof wordColumns;

/** A text in a tag, and what stands there from now on. */
interface WordChange {
  readonly tag: WordTag;
  readonly from: string;
  readonly to: string | null;
  /** Who changes it, for the audit log. */
  readonly actor: string;
  readonly reason: string;
}

/** A value by which images can be chosen, and how many have it. */
export interface FacetRow {
  readonly facet: ImageFacet;
  readonly value: string;
  readonly images: number;
}

/** What was measured of an image. */
export type Measured = Required<
  Pick<
    ImageEntity,
    | 'medianDiameterPx'
    | 'covered'
    | 'contrast'
    | 'sharpness'
    | 'intensities'
    | 'measuredWith'
    | 'pixelSha256'
    | 'perceptualHash'
  >
>;

/** Which part of a list of images. */
export interface ImagePage {
  readonly order: ImageOrder;
  /** The image that it comes after; the beginning of the list where left out. */
  readonly after?: OrderedPlace | undefined;
  /** Images after that one that are left out. */
  readonly skip?: number | undefined;
  readonly limit: number;
}

/** Finds images that a principal may see. */
export class ImageRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** Images in an order, after one of them, and at most so many. */
  page(principal: Principal, filter: ImageFilter, { order, after, limit, skip = 0 }: ImagePage): Promise<OrderedRow[]> {
    const { group, figure, all } = orderColumns(order);
    return this.em.execute<OrderedRow[]>(sql`
      select ${galleryColumns}, ${group} as "group", ${figure} as figure
        from ${matching(principal, filter)}
         and ${after === undefined ? sql`true` : afterPlace(order, after)}
       order by ${all} limit ${limit} offset ${skip}`);
  }

  /** How many images match. */
  async count(principal: Principal, filter: ImageFilter): Promise<number> {
    const [row] = await this.em.execute<{ images: number }[]>(
      sql`select count(*)::int as images from ${matching(principal, filter)}`,
    );
    return row?.images ?? 0;
  }

  /** Every cell type with its number of images, by name, whatever cell type the filter names. */
  cellTypes(principal: Principal, filter: ImageFilter): Promise<CellTypeRow[]> {
    return this.em.execute<CellTypeRow[]>(sql`
      select i.cell_type as "cellType", count(*)::int as images, (array_agg(i.id order by d.synthetic, i.id))[1] as picture
        from ${matching(principal, { ...filter, cellType: undefined, names: undefined })}
       group by i.cell_type order by i.cell_type`);
  }

  /** Every modality with its number of images, by name, whatever modality the filter names. */
  modalities(principal: Principal, filter: ImageFilter): Promise<ModalityRow[]> {
    return this.em.execute<ModalityRow[]>(sql`
      select i.imaging_modality as modality, count(*)::int as images
        from ${matching(principal, { ...filter, modality: undefined, names: undefined })}
       group by i.imaging_modality order by i.imaging_modality`);
  }

  /**
   * Further values to choose, by facet and value: how many images have each and match all else that the filter says.
   * Images without a value, or not measured yet, are in none.
   */
  facets(principal: Principal, filter: ImageFilter): Promise<FacetRow[]> {
    const facets = ImageFacet.options.map((facet) => {
      const value = facetValue(facet);
      return sql`
        (select ${facet}::text as facet, ${value} as value, count(*)::int as images
           from ${matching(principal, { ...filter, [facet]: undefined, names: undefined })} and ${value} is not null
          group by 2)`;
    });
    const union = facets.reduce((some, one) => sql`${some} union all ${one}`);
    return this.em.execute<FacetRow[]>(sql`select * from (${union}) as f order by facet, value`);
  }

  /** Candidates with predictions on the boards of a task, by name. */
  overlays(taskId: string): Promise<OverlayChoice[]> {
    return this.em.execute<OverlayChoice[]>(sql`
      select distinct on (lower(m.name), m.slug, c.created_at, c.slug)
             c.id, m.slug as model, m.name as "modelName", c.slug as candidate, c.name as "candidateName"
        from board_entry b join candidate c on c.id = b.candidate_id join model m on m.id = c.model_id
       where b.task_id = ${taskId} and b.until is null
       order by lower(m.name), m.slug, c.created_at, c.slug`);
  }

  /** Name and dataset of an image if the principal may see it. */
  async named(principal: Principal, id: ImageId): Promise<{ name: string; dataset: Slug } | null> {
    const [row] = await this.em.execute<{ name: string; dataset: Slug }[]>(sql`
      select i.name, d.slug as dataset from image i join dataset_version v on v.id = i.dataset_version_id
        join dataset d on d.id = v.dataset_id
       where i.id = ${id} and ${visibleTo(principal).datasetVersion('v')}`);
    return row ?? null;
  }

  /** The image if the principal may see it. */
  async visible(principal: Principal, id: ImageId): Promise<ImageEntity | null> {
    const rows = await this.em.execute(sql`
      select 1 from image i join dataset_version v on v.id = i.dataset_version_id
       where i.id = ${id} and ${visibleTo(principal).datasetVersion('v')}`);
    return rows.length > 0 ? this.em.findOne(ImageEntity, { id }) : null;
  }

  /** Hash of what a candidate predicted for an image, in the submission that stands on the board of a task. */
  async predictionHash(
    principal: Principal,
    image: ImageId,
    { task, candidate }: { task: Slug; candidate: CandidateId },
  ): Promise<string | null> {
    const [row] = await this.em.execute<{ sha256: string }[]>(sql`
      select p.sha256
        from image i
        join dataset_version v on v.id = i.dataset_version_id
        join task t on (t.slug = ${task} or exists (select 1 from task_alias a where a.task_id = t.id and a.slug = ${task}))
        join board_entry b on b.task_id = t.id and b.dataset_id = v.dataset_id and b.candidate_id = ${candidate} and b.until is null and b.part = 'all'
        join evaluation e on e.id = b.evaluation_id
        join prediction p on p.submission_id = e.submission_id and p.image_id = i.id
       where i.id = ${image} and ${visibleTo(principal).task('t')} and ${visibleTo(principal).datasetVersion('v')}
       limit 1`);
    return row?.sha256 ?? null;
  }

  /** Every text that stands in a tag of some image, in the order of the alphabet. */
  async wordsIn(tag: WordTag): Promise<string[]> {
    const column = sql.ref(wordColumns[tag]);
    const rows = await this.em.execute<{ word: string }[]>(
      sql`select distinct ${column} as word from image where ${column} is not null order by 1`,
    );
    return rows.map(({ word }) => word);
  }

  /**
   * Replaces a text in a tag of every image that has it, with a row in the audit log for each.
   *
   * @returns how many images had it
   */
  async replaceWord({ tag, from, to, actor, reason }: WordChange): Promise<number> {
    const column = sql.ref(wordColumns[tag]);
    const property = tag === 'modality' ? 'imagingModality' : tag;
    const [before, after] = [{ [property]: from }, { [property]: to }].map((words) => JSON.stringify(words));
    const [row] = await this.em.execute<{ images: number }[]>(sql`
      with changed as (
        update image set ${column} = ${to}, version = version + 1 where ${column} = ${from}
         returning id, name, dataset_version_id
      ), written as (
        insert into audit_entry (actor, action, object, subject, before, after, reason, details)
        select ${actor}, 'image.tag', 'image', c.id::text, ${before}::jsonb, ${after}::jsonb, ${reason},
               jsonb_build_object('dataset', d.slug, 'name', c.name)
          from changed c join dataset_version v on v.id = c.dataset_version_id join dataset d on d.id = v.dataset_id
         order by d.slug, v.number, c.name
         returning 1
      )
      select count(*)::int as images from written`);
    return row?.images ?? 0;
  }

  /** Published images of the newest version of a dataset that have no fingerprint yet, by name. */
  withoutFingerprint(versionId: string, limit: number): Promise<ImageEntity[]> {
    return this.em.find(
      ImageEntity,
      { datasetVersion: versionId, $or: [{ pixelSha256: null }, { perceptualHash: null }] },
      { orderBy: { name: 'asc' }, limit },
    );
  }

  /** Images that were never measured by these rules, a few at a time, in the order of their ids, after one of them. */
  unmeasured(rules: number, { after, limit }: { after: ImageId | null; limit: number }): Promise<ImageEntity[]> {
    const where = { ...unmeasuredBy(rules), ...(after !== null && { id: { $gt: after } }) };
    return this.em.find(ImageEntity, where, { orderBy: { id: 'asc' }, limit, refresh: true });
  }

  /** How many images were measured by these rules, and how many there are. */
  async measuredCount(rules: number): Promise<{ done: number; total: number }> {
    const total = await this.em.count(ImageEntity);
    return { done: total - (await this.em.count(ImageEntity, unmeasuredBy(rules))), total };
  }

  /** Whether a version has images that were never measured by these rules. */
  async hasUnmeasured(versionId: string, rules: number): Promise<boolean> {
    return (await this.em.count(ImageEntity, { datasetVersion: versionId, ...unmeasuredBy(rules) })) > 0;
  }

  /** Keeps what was measured, and the fingerprints. It is no change of the tags, so that their version stays. */
  async keepMeasured(id: ImageId, measured: Measured): Promise<void> {
    const { medianDiameterPx, covered, contrast, sharpness, intensities, measuredWith, ...picture } = measured;
    await this.em.execute(sql`
      update image set median_diameter_px = ${medianDiameterPx}, covered = ${covered}, contrast = ${contrast},
             sharpness = ${sharpness}, intensities = ${intensities && JSON.stringify(intensities)}::jsonb,
             measured_with = ${measuredWith}, pixel_sha256 = ${picture.pixelSha256},
             perceptual_hash = ${picture.perceptualHash}
       where id = ${id}`);
  }

  countWithoutFingerprint(versionId: string): Promise<number> {
    return this.em.count(ImageEntity, {
      datasetVersion: versionId,
      $or: [{ pixelSha256: null }, { perceptualHash: null }],
    });
  }
}

const unmeasuredBy = (rules: number) => ({ $or: [{ measuredWith: null }, { measuredWith: { $lt: rules } }] });
