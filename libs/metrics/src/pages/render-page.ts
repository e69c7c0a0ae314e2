import type { CatalogEntry } from '../catalog/catalog-entry.ts';
import type { MetricPage } from './metric-page.ts';
import { pageFacts } from './page-facts.ts';

const NOTICE = '<!-- Written by `npm run docs:metrics` from the catalogue in libs/metrics. Do not edit. -->';

/**
 * The page of a metric in Markdown.
 *
 * @param entries of the catalogue that share the page: one, or one for each threshold
 */
export function renderPage(entries: readonly CatalogEntry[], page: MetricPage): string {
  const [metric] = pageFacts(entries);
  if (!metric) throw new RangeError('A page needs an entry of the catalogue, but there is none.');
  const facts: [string, string][] = [
    [metric.ids.length > 1 ? 'ids' : 'id', metric.ids.map((id) => `\`${id}\``).join(' ')],
    ['direction', metric.direction],
    ['range', metric.range],
    ['unit', metric.unit],
    ['group', metric.group],
    ['a task may be ranked by it', metric.primary ? 'yes' : 'no'],
    ['version', String(metric.version)],
  ];
  return [
    NOTICE,
    '',
    `# ${metric.title}`,
    '',
    metric.description,
    '',
    page.words,
    '',
    '```text',
    page.formula,
    '```',
    '',
    table(['', ''], facts),
    '',
    '## Worked example',
    '',
    '```text',
    exampleOf(page),
    '```',
    '',
    `\`${page.example.id}\` = ${page.example.arithmetic} = **${roundedValue(page)}**`,
    '',
    '## Where there are no cells',
    '',
    metric.emptyRule,
    '',
    '## Pitfalls',
    '',
    page.pitfalls,
    '',
    '## Other implementations',
    '',
    page.peers,
    '',
    '## Source',
    '',
    `${metric.citation}.`,
    '',
  ].join('\n');
}

/** The list of all metrics in Markdown. */
export function renderIndex(catalog: readonly CatalogEntry[]): string {
  const pages = pageFacts(catalog);
  const rows = pages.map(({ page, symbol, group, direction, range, description }) => [
    `[\`${symbol}\`](${page}.md)`,
    ...[group, direction, range, description],
  ]);
  return [
    NOTICE,
    '',
    '# Metrics',
    '',
    `${catalog.length} metrics on ${pages.length} pages; \`@t\` stands for the IoU thresholds 0.5, 0.55 … 0.95.`,
    'The rules that all of them follow are in [rules.md](rules.md), the agreement with other implementations in',
    '[agreement.md](agreement.md), intervals and rankings in [statistics.md](statistics.md).',
    '',
    table(['id', 'group', 'direction', 'range', 'what it is'], rows),
    '',
  ].join('\n');
}

function exampleOf({ example: { truth, prediction } }: MetricPage): string {
  const spread = (row: string) => Array.from(row).join(' ');
  return ['truth    prediction', ...truth.map((row, y) => `${spread(row)}    ${spread(prediction[y] ?? '')}`)].join(
    '\n',
  );
}

/** The value of the worked example as it is written, to four decimals. */
export function roundedValue({ example }: MetricPage): string {
  return String(Math.round(example.value * 10_000) / 10_000);
}

/** A table in Markdown, its columns aligned. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const [first, ...others] = cells.map(line);
  return [first, line(widths.map((width) => '-'.repeat(width))), ...others].join('\n');
}
