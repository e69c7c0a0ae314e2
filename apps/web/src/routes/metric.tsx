import { getRouteApi, Link, Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { plainMetric } from '../glossary/plain-metrics.ts';
import { findMetric } from '../features/metrics/metric-list.ts';
import { MetricView } from '../features/metrics/metric-view.tsx';
import { UnknownMetric } from '../features/metrics/unknown-metric.tsx';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { PageHead } from '../ui/page-head.tsx';

const route = getRouteApi('/metrics/$id');

/** /metrics/:id, where the id may name a threshold, whose page is that of all thresholds. */
export function MetricPage(): ReactNode {
  const { id } = route.useParams();
  const metric = findMetric(id);
  if (!metric) {
    return (
      <>
        <PageHead title="No such metric" />
        <UnknownMetric id={id} />
      </>
    );
  }
  if (metric.page !== id) return <Navigate to="/metrics/$id" params={{ id: metric.page }} replace />;
  return (
    <>
      <PageHead title={metric.title} above={<Link to="/metrics">Metrics</Link>} aside={<CopyLinkButton />}>
        <p>{plainMetric(metric.page)}</p>
      </PageHead>
      <MetricView metric={metric} />
    </>
  );
}
