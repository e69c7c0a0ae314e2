import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Suggestions } from '../../ui/suggestions.tsx';
import { suggestMetrics } from './metric-list.ts';

/** In the place of a metric that does not exist: the ones that look like it, and the way to all. */
export function UnknownMetric({ id }: { readonly id: string }): ReactNode {
  return (
    <Suggestions
      title={`There is no metric “${id}”`}
      likely={suggestMetrics(id).map(({ page, title, symbol }) => (
        <Link key={page} to="/metrics/$id" params={{ id: page }}>
          {title} (<code>{symbol}</code>)
        </Link>
      ))}
      all={<Link to="/metrics">All metrics</Link>}
    />
  );
}
