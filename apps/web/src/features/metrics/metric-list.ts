import { catalog } from '@cellboard/metrics';
import { pageFacts, type PageFacts } from '@cellboard/metrics/pages';
import { plainMetric } from '../../glossary/plain-metrics.ts';
import { alike } from '../../search/alike.ts';
import { bestFirst } from '../../search/best-first.ts';

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

/** The metrics in which any of the words occurs, the best first: in a name or id, a sentence about it, or its group. */
export function searchMetrics(words: string): PageFacts[] {
  return bestFirst(metricList, words, ({ page, ids, symbol, title, group, description }) => [
    [[title, symbol, ...ids].join(' '), 3],
    [plainMetric(page), 2],
    [`${group} ${description}`, 1],
  ]);
}

/** At most five metrics whose name or title resembles the requested one, the most similar first. */
export function suggestMetrics(id: string): PageFacts[] {
  return alike(id.replace(/@.*$/, ''), metricList, ({ page, title }) => [page, title]);
}
