import type { CandidateId, ImageId, ImagesQuery, OverlayChoice, Slug } from '@cellboard/contract';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { Image } from '../entities/image.entity.ts';

/** An image as the gallery shows it. */
export interface GalleryRow {
  readonly id: ImageId;
  readonly name: string;
  readonly dataset: Slug;
  readonly cellType: string;
  readonly modality: string;
  readonly width: number;
  readonly height: number;
  readonly cellCount: number;
}

/** A cell type and how many images show it. */
export interface CellTypeRow {
  readonly cellType: string;
  readonly images: number;
}

/** Images that everyone may see: those of the newest published version of each dataset, or of a published task. */
const OF_DATASETS = `
  from image i
  join dataset_version v on v.id = i.dataset_version_id
  join dataset d on d.id = v.dataset_id
  where v.published_at is not null
    and not exists (select from dataset_version newer
                     where newer.dataset_id = v.dataset_id and newer.published_at is not null and newer.number > v.number)`;
const OF_TASK = `
  from image i
  join dataset_version v on v.id = i.dataset_version_id
  join dataset d on d.id = v.dataset_id
  join task_image ti on ti.image_id = i.id
  join task t on t.id = ti.task_id
  where v.published_at is not null and t.visibility = 'public' and t.slug = ?`;

/** Finds images that everyone may see. */
export class ImageRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** The first images in the order of dataset and name. */
  page({ task, cellType, limit }: ImagesQuery): Promise<GalleryRow[]> {
    return this.em.execute<GalleryRow[]>(
      `select i.id, i.name, d.slug as dataset, i.cell_type as "cellType", i.imaging_modality as modality,
              i.width, i.height, i.cell_count as "cellCount"
         ${task === undefined ? OF_DATASETS : OF_TASK}${cellType === undefined ? '' : ' and i.cell_type = ?'}
        order by d.slug, i.name, i.id limit ?`,
      [task, cellType, limit].filter((value) => value !== undefined),
    );
  }

  /** Every cell type with its number of images, by name. */
  cellTypes(task: Slug | undefined): Promise<CellTypeRow[]> {
    return this.em.execute<CellTypeRow[]>(
      `select i.cell_type as "cellType", count(*)::int as images
         ${task === undefined ? OF_DATASETS : OF_TASK}
        group by i.cell_type order by i.cell_type`,
      task === undefined ? [] : [task],
    );
  }

  /** Candidates that have predictions in a scored submission to the task, by name. */
  overlays(task: Slug): Promise<OverlayChoice[]> {
    return this.em.execute<OverlayChoice[]>(
      `select c.id, m.name as model, c.name as candidate
         from candidate c
         join model m on m.id = c.model_id
        where exists (select from submission s
                        join task t on t.id = s.task_id
                        join prediction p on p.submission_id = s.id
                       where s.candidate_id = c.id and s.status = 'scored' and t.visibility = 'public' and t.slug = ?)
        order by m.name, c.name, c.id`,
      [task],
    );
  }

  /** The image if its dataset version is published. */
  published(id: ImageId): Promise<Image | null> {
    return this.em.findOne(Image, { id, datasetVersion: { publishedAt: { $ne: null } } });
  }

  /** Hash of what a candidate predicted for an image in its newest scored submission to a published task. */
  async predictionHash(
    image: ImageId,
    { task, candidate }: { task: Slug; candidate: CandidateId },
  ): Promise<string | null> {
    const [newest] = await this.em.execute<{ sha256: string | null }[]>(
      `select p.sha256
         from submission s
         join task t on t.id = s.task_id
         join task_image ti on ti.task_id = t.id and ti.image_id = ?
         left join prediction p on p.submission_id = s.id and p.image_id = ti.image_id
        where t.slug = ? and t.visibility = 'public' and s.candidate_id = ? and s.status = 'scored'
        order by s.created_at desc, s.id desc limit 1`,
      [image, task, candidate],
    );
    return newest?.sha256 ?? null;
  }
}
