import type { Metric } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { directionSign } from '../../../ui/format-score.ts';
import type { PairedRow } from './paired-summary.ts';
import { differenceWords, pairedWords, pWords } from './paired-words.ts';
import '../../../viewing/number-table.css';
import './paired-table.css';

interface PairedTableProps {
  readonly rows: readonly PairedRow[];
  readonly metrics: readonly Metric[];
  /** The metric that ranks. */
  readonly primary: string | undefined;
  /** What the two are called. */
  readonly names: readonly [string, string];
}

/** Two candidates over many images: in words by the metric that ranks, and by every metric as a table. */
export function PairedTable({ rows, metrics, primary, names }: PairedTableProps): ReactNode {
  const known = rows.flatMap((row) => {
    const metric = metrics.find(({ id }) => id === row.metric);
    return metric ? [{ row, metric }] : [];
  });
  const leading = known.find(({ metric }) => metric.id === primary) ?? known[0];
  if (!leading) return <p role="status">There is no image on which both have a score.</p>;
  const isRough = known.some(({ row }) => row.interval?.isReliable !== true);
  return (
    <>
      <p className="paired-words" role="status">
        {pairedWords(leading.row, leading.metric, names)}
      </p>
      <div className="number-box" tabIndex={0} role="region" aria-label="Paired differences by metric">
        <table className="number-table">
          <thead>
            <tr>
              <th scope="col">Metric</th>
              <th scope="col">Mean difference</th>
              <th scope="col">95 % interval</th>
              <th scope="col" className="paired-name" title={names[0]}>
                {names[0]} better
              </th>
              <th scope="col">Tied</th>
              <th scope="col" className="paired-name" title={names[1]}>
                {names[1]} better
              </th>
              <th scope="col">Sign test, p</th>
            </tr>
          </thead>
          <tbody>
            {known.map(({ row, metric }) => (
              <Row key={metric.id} row={row} metric={metric} isPrimary={metric.id === primary} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="viewing-note">
        Differences are {names[0]} minus {names[1]}. An interval that leaves out 0 shows a difference. Each row is a
        test of its own: of twenty metrics, one is below 0.05 by chance.
        {isRough && ' There are too few images for reliable intervals.'}
      </p>
    </>
  );
}

interface RowProps {
  readonly row: PairedRow;
  readonly metric: Metric;
  readonly isPrimary: boolean;
}

function Row({ row, metric, isPrimary }: RowProps): ReactNode {
  const { difference, interval, better, tied, worse, p, images } = row;
  return (
    <tr data-primary={isPrimary || undefined}>
      <th scope="row" title={`${metric.description} Both are judged on ${String(images)} images.`}>
        {metric.name} {directionSign[metric.direction]}
      </th>
      <td>{differenceWords(metric, difference)}</td>
      <td>
        {interval
          ? `${differenceWords(metric, interval.low)} to ${differenceWords(metric, interval.high)}`
          : 'too few images'}
      </td>
      <td>{better}</td>
      <td>{tied}</td>
      <td>{worse}</td>
      <td>{pWords(p)}</td>
    </tr>
  );
}
