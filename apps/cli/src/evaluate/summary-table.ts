import type { Evaluation } from '@cellboard/evaluation';
import { catalogEntry, type CatalogEntry, type MetricId } from '@cellboard/metrics';
import Table from 'cli-table3';
import { count } from '../terminal.ts';

const arrows: Readonly<Record<CatalogEntry['direction'], string>> = { higher: '↑', lower: '↓', none: '' };

/** The summary for people: a line for each metric, then what was scored and how long it took. */
export function summaryTable({ results, summary, timing }: Evaluation, metrics: readonly MetricId[]): string {
  const table = new Table({
    head: ['Metric', '', 'Mean of images', 'All together', 'Unit'],
    colAligns: ['left', 'left', 'right', 'right', 'left'],
    style: { head: [], border: [], compact: true },
    chars: plainLines,
  });
  for (const id of metrics) {
    const { direction, unit } = catalogEntry(id);
    table.push([id, arrows[direction], score(summary.mean[id]), score(summary.pooled[id]), unit === '1' ? '' : unit]);
  }
  const missing =
    summary.missing.length === 0 ? '' : `, ${String(summary.missing.length)} of them without a prediction`;
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  return (
    `${table.toString()}\n\n` +
    `${count(summary.images, 'image')} of ${results.length.toLocaleString('en')} scored${missing}; ↑ more is better, ↓ less is better, – nothing to judge.\n` +
    `${seconds(timing.wallMs)} with ${count(timing.threads, 'thread')} (decoding ${seconds(timing.decodeMs)}, metrics ${seconds(timing.metricMs)}).`
  );
}

/** Three decimals for scores, none for counts: as many as anyone reads. */
function score(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  return Number.isInteger(value)
    ? value.toLocaleString('en')
    : value.toLocaleString('en', { minimumFractionDigits: 3, maximumFractionDigits: 3 });
}

const plainLines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
};
