import type { CatalogEntry } from '../catalog-entry.ts';
import type { MetricPage } from './metric-page.ts';

const DIRECTIONS = { higher: 'higher is better', lower: 'lower is better', none: 'neither is better' } as const;
const NOTICE = '<!-- Written by `npm run docs:metrics` from the catalogue in libs/metrics. Do not edit. -->';

/**
 * The page of a metric in Markdown.
 *
 * @param entries of the catalogue that share the page: one, or one for each threshold
 */
export function renderPage(entries: readonly CatalogEntry[], page: MetricPage): string {
  const [entry] = entries;
  if (!entry) throw new RangeError('A page needs an entry of the catalogue, but there is none.');
  const ids = entries.map(({ id }) => `\`${id}\``).join(' ');
  const title = entries.length > 1 ? entry.name.replace(/ at .*$/, '') : entry.name;
  const facts: [string, string][] = [
    [entries.length > 1 ? 'ids' : 'id', ids],
    ['direction', DIRECTIONS[entry.direction]],
    ['range', rangeOf(entry)],
    ['unit', entry.unit === '1' ? 'none' : entry.unit],
    ['group', entry.group],
    ['a task may be ranked by it', entry.primary ? 'yes' : 'no'],
    ['version', String(entry.version)],
  ];
  return [
    NOTICE,
    '',
    `# ${title}`,
    '',
    entries.length > 1 ? entry.description.replace(/≥ 0\.5\d*/, '≥ t') : entry.description,
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
    `\`${page.example.id}\` = ${page.example.arithmetic} = **${rounded(page.example.value)}**`,
    '',
    '## Where there are no cells',
    '',
    entry.emptyRule,
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
    `${entry.citation}.`,
    '',
  ].join('\n');
}

/** The list of all metrics in Markdown. */
export function renderIndex(catalog: readonly CatalogEntry[]): string {
  const pages = new Map<string, CatalogEntry[]>();
  for (const entry of catalog) {
    const entries = pages.get(entry.page);
    if (entries) entries.push(entry);
    else pages.set(entry.page, [entry]);
  }
  const rows = Array.from(pages, ([page, [first]]) => {
    const id = first!.id.includes('@0.') ? `${page}@t` : first!.id;
    return [`[\`${id}\`](${page}.md)`, first!.group, DIRECTIONS[first!.direction], rangeOf(first!), first!.description];
  });
  return [
    NOTICE,
    '',
    '# Metrics',
    '',
    `${catalog.length} metrics on ${pages.size} pages; \`@t\` stands for the IoU thresholds 0.5, 0.55 … 0.95.`,
    'The rules that all of them follow are in [rules.md](rules.md), the agreement with other implementations in',
    '[agreement.md](agreement.md), intervals and rankings in [statistics.md](statistics.md).',
    '',
    table(['id', 'group', 'direction', 'range', 'what it is'], rows),
    '',
  ].join('\n');
}

function rangeOf({ range: [min, max], unit }: CatalogEntry): string {
  const name = unit === '1' ? '' : ` ${unit}`;
  return max === null ? `${min}${name} and more` : `${min} to ${max}${name}`;
}

function exampleOf({ example: { truth, prediction } }: MetricPage): string {
  const spread = (row: string) => Array.from(row).join(' ');
  return ['truth    prediction', ...truth.map((row, y) => `${spread(row)}    ${spread(prediction[y] ?? '')}`)].join(
    '\n',
  );
}

function rounded(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}

/** A table in Markdown, its columns aligned. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const [first, ...others] = cells.map(line);
  return [first, line(widths.map((width) => '-'.repeat(width))), ...others].join('\n');
}
