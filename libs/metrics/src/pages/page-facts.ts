import type { CatalogEntry } from '../catalog/catalog-entry.ts';
import type { MetricId } from '../catalog/metric-id.ts';

const DIRECTIONS = { higher: 'higher is better', lower: 'lower is better', none: 'neither is better' } as const;

/** The head of a metric's page: what the entries of the catalogue that share the page say together. */
export interface PageFacts {
  /** Its name in {@link metricPages}. */
  readonly page: string;
  /** One id, or one for each threshold. */
  readonly ids: readonly [MetricId, ...MetricId[]];
  /** The id as it is spoken of, such as `pq`, or `f1@t` for all thresholds. */
  readonly symbol: string;
  readonly title: string;
  /** One sentence; the threshold is t. */
  readonly description: string;
  /** In words, such as "higher is better". */
  readonly direction: string;
  /** In words with the unit, such as "0 px and more". */
  readonly range: string;
  /** `px`, `cells`, `bits`, or "none". */
  readonly unit: string;
  readonly group: string;
  readonly primary: boolean;
  readonly version: number;
  readonly emptyRule: string;
  readonly citation: string;
}

/** The heads of all pages, in the order in which the catalogue first names them. */
export function pageFacts(catalog: readonly CatalogEntry[]): PageFacts[] {
  const pages = new Map<string, [CatalogEntry, ...CatalogEntry[]]>();
  for (const entry of catalog) {
    const entries = pages.get(entry.page);
    if (entries) entries.push(entry);
    else pages.set(entry.page, [entry]);
  }
  return Array.from(pages.values(), factsOf);
}

function factsOf(entries: readonly [CatalogEntry, ...CatalogEntry[]]): PageFacts {
  const [entry, ...others] = entries;
  const { page, unit, group, primary, version, emptyRule, citation } = entry;
  const many = others.length > 0;
  return {
    page,
    ids: [entry.id, ...others.map(({ id }) => id)],
    symbol: many ? `${page}@t` : entry.id,
    title: many ? entry.name.replace(/ at .*$/, '') : entry.name,
    description: many ? entry.description.replace(/≥ 0\.5\d*/, '≥ t') : entry.description,
    direction: DIRECTIONS[entry.direction],
    range: rangeOf(entry),
    unit: unit ?? 'none',
    ...{ group, primary, version, emptyRule, citation },
  };
}

function rangeOf({ range: [min, max], unit }: CatalogEntry): string {
  const name = unit === null ? '' : ` ${unit}`;
  return max === null ? `${min}${name} and more` : `${min} to ${max}${name}`;
}
