import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { findMetric } from './metric-list.ts';

interface ProseProps {
  /** Words with `code` and **stress**, as the pages of the metrics are written. */
  readonly text: string;
  /** The page on which the words stand; other metrics that they name become links. */
  readonly page: string;
}

/** A paragraph of a metric's page. */
export function Prose({ text, page }: ProseProps): ReactNode {
  const parts = text.split(/(`[^`]+`|\*\*[^*]+\*\*)/);
  return (
    <p>
      {parts.map((part, i) => {
        if (part.startsWith('`')) return <Code key={i} id={part.slice(1, -1)} page={page} />;
        return part.startsWith('**') ? <strong key={i}>{part.slice(2, -2)}</strong> : part;
      })}
    </p>
  );
}

function Code({ id, page }: { readonly id: string; readonly page: string }): ReactNode {
  const metric = findMetric(id);
  if (!metric || metric.page === page) return <code>{id}</code>;
  return (
    <Link to="/metrics/$id" params={{ id: metric.page }}>
      <code>{id}</code>
    </Link>
  );
}
