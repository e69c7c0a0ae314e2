import {
  classRange,
  ImageFacet,
  measureClasses,
  type ClassedMeasure,
  type ImageSorting,
  type ImagesQuery,
  type MeasureClass,
  type Principal,
  type RangedMeasure,
} from '@cellboard/contract';
import { raw, sql, type RawQueryFragment } from '@mikro-orm/core';
import { visibleTo } from './visible.ts';

/** Which images to look at. */
export type ImageFilter = Omit<ImagesQuery, 'cursor' | 'limit' | 'skip' | keyof ImageSorting | 'itemsOnly'>;

/** Columns by which images are chosen as they are. */
const columns = {
  cellType: 'i.cell_type',
  modality: 'i.imaging_modality',
  stain: 'i.stain',
  tissue: 'i.tissue',
  split: 'i.split',
} as const;

/** The columns of an image as the gallery shows it, see `GalleryRow`. */
export const galleryColumns = raw(`i.id, i.name, d.slug as dataset, d.object, i.cell_type as "cellType",
  i.imaging_modality as modality, i.stain, i.tissue, i.split, i.pixel_size_um as "pixelSizeUm", i.width, i.height,
  i.cell_count as "cellCount", i.measured_with as "measuredWith", i.median_diameter_px as "medianDiameterPx",
  i.covered, i.contrast, i.sharpness, i.intensities`);

/** What stands in a class of a measure. */
const figures: Readonly<Record<ClassedMeasure, string>> = {
  size: 'i.median_diameter_px',
  density: `case when i.cell_count is not null then i.cell_count * 1e6 / (i.width::float8 * i.height) end`,
  contrast: 'i.contrast',
};

/** What ranges are about, by the measure. */
export const rangeFigures: Readonly<Record<RangedMeasure, string>> = {
  diameter: figures.size,
  density: figures.density,
  cells: 'i.cell_count::float8',
  side: 'greatest(i.width, i.height)::float8',
  contrast: figures.contrast,
  intensity: `(select avg((c->>'p50')::float8) from jsonb_array_elements(case when jsonb_typeof(i.intensities) = 'array' then i.intensities end) as c)`,
};

/** The tables and conditions of the images that match: those of a task's current version, or the newest of each dataset. */
export function matching(principal: Principal, filter: ImageFilter): RawQueryFragment {
  const { task, dataset, names } = filter;
  const visible = visibleTo(principal);
  const inTask = sql`exists (
      select 1 from task t join task_version_dataset l on l.task_version_id = (
          select id from task_version where task_id = t.id and published_at is not null order by number desc limit 1)
        join task_image ti on ti.task_dataset_id = l.task_dataset_id and ti.image_id = i.id
       where (t.slug = ${task ?? ''} or exists (select 1 from task_alias a where a.task_id = t.id and a.slug = ${task ?? ''}))
         and ${visible.task('t')})`;
  const newest = sql`not exists (
      select 1 from dataset_version newer where newer.dataset_id = v.dataset_id and newer.number > v.number and newer.published_at is not null)`;
  return sql`image i join dataset_version v on v.id = i.dataset_version_id join dataset d on d.id = v.dataset_id
       where ${visible.datasetVersion('v')} and v.published_at is not null and ${task === undefined ? newest : inTask}
         and (${dataset ?? null}::text is null or d.slug = ${dataset ?? null})
         and ${names === undefined ? sql`true` : sql`i.name in (${names})`}
         and ${all([...columnConditions(filter), ...classConditions(filter), ...rangeConditions(filter)])}`;
}

/** The value of an image in a facet, as an expression; null where it has none. */
export function facetValue(facet: ImageFacet): RawQueryFragment {
  if (!isClassed(facet)) return raw(columns[facet]);
  const classes: readonly MeasureClass[] = measureClasses[facet];
  const cases = classes.map(({ name, below }) => {
    const condition = below === Infinity ? 'is not null' : `< ${String(below)}`;
    return `when ${figures[facet]} ${condition} then '${name}'`;
  });
  return raw(`(case ${cases.join(' ')} end)`);
}

function isClassed(facet: string): facet is ClassedMeasure {
  return Object.hasOwn(measureClasses, facet);
}

function columnConditions(filter: ImageFilter): RawQueryFragment[] {
  return (Object.keys(columns) as (keyof typeof columns)[]).flatMap((tag) => {
    const word = filter[tag];
    return word === undefined ? [] : [sql`${raw(columns[tag])} = ${word}`];
  });
}

/** Whether the measures of an image `i` are in the classes of a filter, which may have none. */
export function inClasses(filter: ImageFilter): RawQueryFragment {
  return all(classConditions(filter));
}

function classConditions(filter: ImageFilter): RawQueryFragment[] {
  return ImageFacet.options.filter(isClassed).flatMap((measure) => {
    const range = classRange(measure, filter[measure] ?? '');
    if (!range) return [];
    const figure = raw(figures[measure]);
    const upper = range.below === Infinity ? sql`true` : sql`${figure} < ${range.below}`;
    return [sql`${figure} >= ${range.from} and ${upper}`];
  });
}

function rangeConditions({ within = [] }: ImageFilter): RawQueryFragment[] {
  return within.map(({ measure, from, below }) => {
    const figure = raw(rangeFigures[measure]);
    const lower = from === null ? sql`${figure} is not null` : sql`${figure} >= ${from}`;
    return below === null ? lower : sql`${lower} and ${figure} < ${below}`;
  });
}

function all(conditions: readonly RawQueryFragment[]): RawQueryFragment {
  return conditions.reduce((whole, one) => sql`${whole} and ${one}`, sql`true`);
}
