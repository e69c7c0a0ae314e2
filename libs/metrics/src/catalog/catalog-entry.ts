import type { Direction } from '../statistics/competition-ranks.ts';
import type { MetricId } from './metric-id.ts';

/** What kind of question a metric answers. */
export type MetricGroup =
  | 'cell overlap'
  | 'detection'
  | 'panoptic quality'
  | 'aggregated'
  | 'foreground'
  | 'tracking challenge'
  | 'information'
  | 'outline'
  | 'errors'
  | 'counts';

/** Everything that is said about a metric anywhere: on the board, in tooltips, in the pages, in the tool. */
export interface CatalogEntry {
  readonly id: MetricId;
  readonly name: string;
  /** One sentence. */
  readonly description: string;
  /** Null for a plain number. */
  readonly unit: 'px' | 'cells' | 'bits' | null;
  readonly direction: Direction;
  /** Smallest and largest value; null where nothing bounds it. */
  readonly range: readonly [min: number, max: number | null];
  /** What the metric is where truth, prediction or both have no cells. */
  readonly emptyRule: string;
  /** Where the definition comes from. */
  readonly citation: string;
  /** Rises when the same images would get another number. */
  readonly version: number;
  readonly group: MetricGroup;
  /** Whether a task may be ranked by it. */
  readonly primary: boolean;
  /** Name of its page under docs/metrics, without `.md`; the ids of all thresholds share one. */
  readonly page: string;
}

/** What the rows of the catalogue state for themselves; the rest is the same for most. */
export type EntryFacts = Omit<CatalogEntry, 'id' | 'version' | 'page' | 'direction' | 'range' | 'unit' | 'primary'> &
  Partial<Pick<CatalogEntry, 'direction' | 'range' | 'unit' | 'primary' | 'version'>>;
