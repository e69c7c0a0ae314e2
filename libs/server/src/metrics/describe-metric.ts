import { catalog } from '@cellboard/metrics';

/**
 * The name and a sentence of a metric.
 *
 * @param name of its page, such as `f1`, an id such as `f1@0.5`, or `f1@t` for all thresholds
 * @returns undefined where there is no such metric
 */
export function describeMetric(name: string): { readonly name: string; readonly description: string } | undefined {
  const page = name.replace(/@t$/, '');
  const entry = catalog.find((one) => one.id === name) ?? catalog.find((one) => one.page === page);
  return entry && { name: entry.name.replace(/ at 0\.\d+$/, ''), description: entry.description };
}
