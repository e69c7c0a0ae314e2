import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Suggestions } from '../../ui/suggestions.tsx';
import { suggestMetrics } from './metric-list.ts';

/** Shown for a metric that does not exist: similar ones, and a link to all. */
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
