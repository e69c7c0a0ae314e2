import { catalog } from '@cellboard/metrics';
import { pageFacts, type PageFacts } from '@cellboard/metrics/pages';

/** Metrics that answer the same kind of question. */
export interface MetricListGroup {
  readonly title: string;
  readonly metrics: readonly PageFacts[];
}

/** Sorts metrics into their groups, in the order in which the groups first occur. */
export function groupPages(metrics: readonly PageFacts[]): MetricListGroup[] {
  return [...new Set(metrics.map(({ group }) => group))].map((group) => ({
    title: group.charAt(0).toUpperCase() + group.slice(1),
    metrics: metrics.filter((metric) => metric.group === group),
  }));
}

/** Every metric that has a page, group by group: the order of the list and of going from page to page. */
export const metricList: readonly PageFacts[] = groupPages(pageFacts(catalog)).flatMap(({ metrics }) => metrics);

/** The metric of a page's name, an id such as `f1@0.5`, or `f1@t` for all thresholds; undefined where there is none. */
export function findMetric(id: string): PageFacts | undefined {
  return metricList.find(({ page, symbol, ids }) => [page, symbol, ...ids].includes(id));
}

/** The metrics before and after one in the list; undefined at its ends. */
export function neighbours({ page }: PageFacts): { previous: PageFacts | undefined; next: PageFacts | undefined } {
  const place = metricList.findIndex((metric) => metric.page === page);
  return { previous: metricList[place - 1], next: metricList[place + 1] };
}

/** The metrics in which every one of the words occurs: in an id, the name, the group or the description. */
export function searchMetrics(words: string): PageFacts[] {
  const wanted = words.toLowerCase().split(/\s+/);
  return metricList.filter(({ ids, symbol, title, group, description }) => {
    const text = [...ids, symbol, title, group, description].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** At most five metrics whose name or title looks like what was asked for, the likest first. */
export function suggestMetrics(id: string): PageFacts[] {
  const wanted = letterPairs(id.replace(/@.*$/, ''));
  return metricList
    .map((metric) => ({
      metric,
      likeness: Math.max(likeness(wanted, letterPairs(metric.page)), likeness(wanted, letterPairs(metric.title))),
    }))
    .filter(({ likeness }) => likeness > 0.3)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, 5)
    .map(({ metric }) => metric);
}

function letterPairs(text: string): Set<string> {
  const letters = text.toLowerCase();
  return new Set(Array.from(letters.slice(1), (letter, i) => `${letters.charAt(i)}${letter}`));
}

/** Dice coefficient of two sets: 1 where they are equal, 0 where they share nothing. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}
