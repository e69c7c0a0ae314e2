import { metricPages, type MetricPage, type PageFacts } from '@cellboard/metrics/pages';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Fact, FactList } from '../../ui/facts.tsx';
import { neighbours } from './metric-list.ts';
import './metrics.css';
import { Prose } from './prose.tsx';
import { WorkedExample } from './worked-example.tsx';

/** Everything there is to know about a metric: its words, formula, example, rules, pitfalls and sources. */
export function MetricView({ metric }: { readonly metric: PageFacts }): ReactNode {
  const text = metricPages[metric.page];
  if (!text) throw new Error(`The metric "${metric.page}" is in the catalogue and has no page.`);
  return (
    <>
      <article className="metric">
        <MetricText metric={metric} text={text} />
        <MetricFacts metric={metric} />
      </article>
      <Neighbours metric={metric} />
    </>
  );
}

function MetricText({ metric, text }: { readonly metric: PageFacts; readonly text: MetricPage }): ReactNode {
  const { page, emptyRule, citation } = metric;
  return (
    <div className="metric-text">
      <Prose text={text.words} page={page} />
      <h2>Formula</h2>
      {/* A long line scrolls inside; only what has the focus can be scrolled by keys. */}
      <pre className="metric-formula" role="region" aria-label="Formula" tabIndex={0}>
        {text.formula}
      </pre>
      {/\b[gp]\b/.test(text.formula) && (
        <p className="metric-note">g is a truth cell, p a predicted cell, |x| the area of x in pixels.</p>
      )}
      <h2>Worked example</h2>
      <WorkedExample page={text} />
      <h2>Where there are no cells</h2>
      <p>
        {emptyRule}
        {emptyRule.includes('null') && ' If undefined (null), the image is left out of the mean.'}
      </p>
      <h2>Pitfalls</h2>
      <Prose text={text.pitfalls} page={page} />
      <h2>Other implementations</h2>
      <Prose text={text.peers} page={page} />
      <h2>Source</h2>
      <p>{citation}.</p>
    </div>
  );
}

function MetricFacts({ metric }: { readonly metric: PageFacts }): ReactNode {
  const { ids, direction, range, unit, group, primary, version } = metric;
  return (
    <FactList>
      <Fact name="Direction">{direction}</Fact>
      <Fact name="Range">{range}</Fact>
      <Fact name="Unit">{unit}</Fact>
      <Fact name="Group">{group}</Fact>
      <Fact name="Can rank a task">{primary ? 'yes' : 'no'}</Fact>
      <Fact name="Version">{version}</Fact>
      <Fact name={ids.length > 1 ? 'Ids' : 'Id'}>
        <span className="metric-ids">
          {ids.map((id) => (
            <code key={id}>{id}</code>
          ))}
        </span>
      </Fact>
    </FactList>
  );
}

function Neighbours({ metric }: { readonly metric: PageFacts }): ReactNode {
  const { previous, next } = neighbours(metric);
  return (
    <nav className="metric-neighbours" aria-label="Other metrics">
      {previous && (
        <Link to="/metrics/$id" params={{ id: previous.page }} rel="prev">
          <IconArrowLeft size={16} aria-hidden />
          <span className="visually-hidden">Previous: </span>
          {previous.title}
        </Link>
      )}
      <Link to="/metrics" activeOptions={{ exact: true }}>
        All metrics
      </Link>
      {next && (
        <Link to="/metrics/$id" params={{ id: next.page }} rel="next">
          <span className="visually-hidden">Next: </span>
          {next.title}
          <IconArrowRight size={16} aria-hidden />
        </Link>
      )}
    </nav>
  );
}
