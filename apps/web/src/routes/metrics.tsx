import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { MetricIndex } from '../features/metrics/metric-index.tsx';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { PageHead } from '../ui/page-head.tsx';

const route = getRouteApi('/metrics');

/** /metrics: every metric in a sentence. */
export function MetricsPage(): ReactNode {
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHead title="Metrics" aside={<CopyLinkButton />}>
        <p>How Cellboard scores models: what each metric tells, its formula, a worked example and its pitfalls.</p>
      </PageHead>
      <MetricIndex
        words={q}
        onChange={(words) => {
          // Typing would fill the history with single letters.
          void navigate({ search: { q: words }, replace: true, resetScroll: false });
        }}
      />
    </>
  );
}
