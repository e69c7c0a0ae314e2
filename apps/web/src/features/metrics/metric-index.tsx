import type { PageFacts } from '@cellboard/metrics/pages';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { plainMetric } from '../../glossary/plain-metrics.ts';
import { EmptyNotice } from '../../ui/notice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Term } from '../../ui/term.tsx';
import { groupPages, metricList, searchMetrics } from './metric-list.ts';
import { Questions } from './questions.tsx';
import './metrics.css';

interface MetricIndexProps {
  /** The words to look for; empty for all metrics. */
  readonly words: string;
  readonly onChange: (words: string) => void;
}

/** All metrics by group, with a field that finds those that answer a question, the best first. */
export function MetricIndex({ words, onChange }: MetricIndexProps): ReactNode {
  const isAsked = words.trim() !== '';
  const found = searchMetrics(words);
  return (
    <>
      <div className="toolbar" role="group" aria-label="Metrics to show">
        <SearchField label="Find a metric" placeholder="Name, id or question" value={words} onChange={onChange} />
      </div>
      {!isAsked && <Questions />}
      <p className="metric-summary" role="status">
        {found.length} of {metricList.length} metrics
        {isAsked && found.length > 0 && ', the best match first'}
      </p>
      {!isAsked && (
        <p className="metric-note">
          In ids, @t stands for the thresholds 0.5, 0.55 … 0.95 of <Term name="iou">IoU</Term>.
        </p>
      )}
      {found.length === 0 && (
        <EmptyNotice
          title={`No metric matches “${words}”`}
          action={
            <Button
              variant="default"
              onClick={() => {
                onChange('');
              }}
            >
              Show all metrics
            </Button>
          }
        >
          Try a single word, such as “missed”, “outline” or “overlap”.
        </EmptyNotice>
      )}
      {isAsked ? (
        <section>
          <h2 className="visually-hidden">Matches</h2>
          <MetricCards metrics={found} />
        </section>
      ) : (
        groupPages(found).map(({ title, metrics }) => (
          <section key={title} className="metric-group">
            <h2>{title}</h2>
            <MetricCards metrics={metrics} />
          </section>
        ))
      )}
    </>
  );
}

function MetricCards({ metrics }: { readonly metrics: readonly PageFacts[] }): ReactNode {
  return (
    <ul className="metric-list">
      {metrics.map((metric) => (
        <MetricCard key={metric.page} metric={metric} />
      ))}
    </ul>
  );
}

function MetricCard({ metric: { page, symbol, title, direction, range } }: { readonly metric: PageFacts }): ReactNode {
  return (
    <li>
      <h3>
        <Link to="/metrics/$id" params={{ id: page }}>
          {title}
        </Link>
        {symbol !== title && (
          <>
            {' '}
            <code>{symbol}</code>
          </>
        )}
      </h3>
      <p>{plainMetric(page)}</p>
      <p className="metric-reading">
        {range} · {direction}
      </p>
    </li>
  );
}
