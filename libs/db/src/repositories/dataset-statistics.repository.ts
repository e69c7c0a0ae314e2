import { rangedMeasures, type ImageId, type RangedMeasure } from '@cellboard/contract';
import { raw, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { rangeFigures } from './matching-images.ts';

/** How a figure is spread over the images that have it. */
export interface FigureSpan {
  readonly measure: RangedMeasure;
  readonly known: number;
  readonly least: number;
  readonly p5: number;
  readonly median: number;
  readonly greatest: number;
}

/** The images of a part of a scale. */
export interface FigureBin {
  readonly measure: RangedMeasure;
  /** 1 is the part from the first edge to the second. */
  readonly bin: number;
  readonly images: number;
}

/** How many files there are, and how long they are together. */
export interface FileTotals {
  readonly images: number;
  readonly files: number;
  /** Null where the length of one is not known yet. */
  readonly bytes: number | null;
  /** Raised with every change of a tag. */
  readonly changes: number;
}

/** An image with its tags and its files. */
export interface ListedImage {
  readonly id: ImageId;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly cells: number | null;
  readonly cellType: string;
  readonly modality: string;
  readonly stain: string | null;
  readonly tissue: string | null;
  readonly split: string | null;
  readonly pixelSizeUm: number | null;
  readonly imageBytes: number | null;
  readonly imageSha256: string;
  readonly truthBytes: number | null;
  readonly truthSha256: string | null;
  readonly ignoreBytes: number | null;
  readonly ignoreSha256: string | null;
}

/** Counts and lists the images of a dataset version. */
export class DatasetStatisticsRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** The figures that some image has, in the order of the measures. */
  async spans(versionId: string): Promise<FigureSpan[]> {
    const rows = await this.em.execute<FigureSpan[]>(sql`
      select f.measure, count(f.value)::int as known, min(f.value) as least, max(f.value) as greatest,
             percentile_cont(0.05) within group (order by f.value) as p5,
             percentile_cont(0.5) within group (order by f.value) as median
        from image i ${eachFigure} where i.dataset_version_id = ${versionId} and f.value is not null
       group by f.measure`);
    return rangedMeasures.flatMap((measure) => rows.find((row) => row.measure === measure) ?? []);
  }

  /** How many images lie between the edges of each measure; parts without one are left out. */
  bins(versionId: string, edges: Readonly<Partial<Record<RangedMeasure, readonly number[]>>>): Promise<FigureBin[]> {
    const asked = JSON.stringify(Object.entries(edges).map(([measure, own]) => ({ measure, edges: own })));
    return this.em.execute<FigureBin[]>(sql`
      select f.measure, width_bucket(f.value, e.edges) as bin, count(*)::int as images
        from image i ${eachFigure}
        join jsonb_to_recordset(${asked}::jsonb) as e(measure text, edges float8[]) on e.measure = f.measure
       where i.dataset_version_id = ${versionId} and f.value is not null
       group by 1, 2 order by 1, 2`);
  }

  async totals(versionId: string): Promise<FileTotals> {
    const [row] = await this.em.execute<FileTotals[]>(sql`
      select count(*)::int as images, (count(*) + count(i.truth_sha256) + count(i.ignore_sha256))::int as files,
             case when count(*) + count(i.truth_sha256) + count(i.ignore_sha256) = count(image.bytes) + count(truth.bytes) + count(ignored.bytes)
                  then (coalesce(sum(image.bytes), 0) + coalesce(sum(truth.bytes), 0) + coalesce(sum(ignored.bytes), 0))::float8 end as bytes,
             coalesce(sum(i.version), 0)::float8 as changes
        from image i ${itsFiles}
       where i.dataset_version_id = ${versionId}`);
    if (!row) throw new Error('A count has no row.');
    return row;
  }

  /** The images of a version, by name; after one of them, and at most so many. */
  images(versionId: string, { after, limit }: { after: string; limit: number }): Promise<ListedImage[]> {
    return this.em.execute<ListedImage[]>(sql`
      select i.id, i.name, i.width, i.height, i.channels, i.cell_count as cells, i.cell_type as "cellType",
             i.imaging_modality as modality, i.stain, i.tissue, i.split, i.pixel_size_um as "pixelSizeUm",
             image.bytes::float8 as "imageBytes", i.image_sha256 as "imageSha256",
             truth.bytes::float8 as "truthBytes", i.truth_sha256 as "truthSha256",
             ignored.bytes::float8 as "ignoreBytes", i.ignore_sha256 as "ignoreSha256"
        from image i ${itsFiles}
       where i.dataset_version_id = ${versionId} and i.name collate "C" > ${after}
       order by i.name collate "C" limit ${limit}`);
  }
}

/** A row for each measure of an image, with its figure. */
const eachFigure = raw(
  `cross join lateral (values ${rangedMeasures
    .map((measure) => `('${measure}'::text, (${rangeFigures[measure]})::float8)`)
    .join(', ')}) as f(measure, value)`,
);

/** The rows of an image's files. */
const itsFiles = raw(`
        join stored_file image on image.shelf = i.image_shelf and image.sha256 = i.image_sha256
        left join stored_file truth on truth.shelf = i.truth_shelf and truth.sha256 = i.truth_sha256
        left join stored_file ignored on ignored.shelf = i.ignore_shelf and ignored.sha256 = i.ignore_sha256`);
