import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyNotice } from '../../ui/notice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { groupPages, metricList, searchMetrics, type MetricListGroup } from './metric-list.ts';
import './metrics.css';

interface MetricIndexProps {
  /** The words to look for; empty for all metrics. */
  readonly words: string;
  readonly onChange: (words: string) => void;
}

/** All metrics by group, with a field that leaves those in which the words occur. */
export function MetricIndex({ words, onChange }: MetricIndexProps): ReactNode {
  const found = searchMetrics(words);
  return (
    <>
      <div className="toolbar" role="group" aria-label="View">
        <SearchField label="Filter" placeholder="Name, id or question" value={words} onChange={onChange} />
      </div>
      <p className="metric-summary" role="status">
        {found.length} of {metricList.length} metrics
        {found.some(({ ids }) => ids.length > 1) && '; @t stands for the IoU thresholds 0.5, 0.55 … 0.95'}
      </p>
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
          The filter looks at ids, names, groups and descriptions.
        </EmptyNotice>
      )}
      {groupPages(found).map((group) => (
        <Group key={group.title} {...group} />
      ))}
    </>
  );
}

function Group({ title, metrics }: MetricListGroup): ReactNode {
  return (
    <section className="metric-group">
      <h2>{title}</h2>
      <ul className="metric-list">
        {metrics.map(({ page, symbol, title: name, direction, range, description }) => (
          <li key={page}>
            <h3>
              <Link to="/metrics/$id" params={{ id: page }}>
                {name}
              </Link>{' '}
              <code>{symbol}</code>
            </h3>
            <p>{description}</p>
            <p className="metric-reading">
              {range} · {direction}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
