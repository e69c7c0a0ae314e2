import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyNotice } from '../../ui/notice.tsx';
import { suggestMetrics } from './metric-list.ts';
import './metrics.css';

/** In the place of a metric that does not exist: the ones that look like it, and the way to all. */
export function UnknownMetric({ id }: { readonly id: string }): ReactNode {
  const likely = suggestMetrics(id);
  const ways = (
    <ul className="metric-suggestions">
      {likely.map(({ page, title, symbol }) => (
        <li key={page}>
          <Link to="/metrics/$id" params={{ id: page }}>
            {title} (<code>{symbol}</code>)
          </Link>
        </li>
      ))}
      <li>
        <Link to="/metrics">All metrics</Link>
      </li>
    </ul>
  );
  return (
    <EmptyNotice title={`There is no metric “${id}”`} action={ways}>
      {likely.length > 0 ? 'These look like it:' : 'Nothing in the catalogue looks like it.'}
    </EmptyNotice>
  );
}
