import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { plainMetric } from '../../glossary/plain-metrics.ts';
import { Fact, FactList } from '../../ui/facts.tsx';
import { directionWords, formatScore } from '../../ui/format-score.ts';
import { ModelLink } from '../../ui/links.tsx';
import { Sheet, SheetSection } from '../../ui/sheet.tsx';
import { whyUnranked } from './board-columns.ts';
import { rankRangeWords } from './intervals/interval-words.ts';
import { PartSection } from './why-part.tsx';
import type { WhyViewProps } from './why-props.ts';
import { makingWords, methodWords } from './why-words.ts';
import './why.css';

/** One number of a board: what it is made from, down to the images with the worst scores. */
export function WhyView(props: WhyViewProps): ReactNode {
  const { why, search, board } = props;
  const { metric, row, slice } = why;
  return (
    <Sheet lead={<Number {...props} />} facts={<WhyFacts {...props} />}>
      <SheetSection title="How it comes about">
        <ul className="plain-list">
          {[...makingWords(why, search.aggregation), plainMetric(metric.id), directionWords(metric)]
            .filter((words) => words !== '')
            .map((words) => (
              <li key={words}>{words}</li>
            ))}
          {slice && <li>Only the {slice.images} images that the leaderboard is cut down to count.</li>}
          {board && row.rank === null && <li>It has no rank: {whyUnranked(row, board)}.</li>}
        </ul>
        <p>
          <Link to="/metrics/$id" params={{ id: metric.id }}>
            Definition, matching rule and worked example of {metric.name}
          </Link>
        </p>
      </SheetSection>
      {why.parts.map((part) => (
        <PartSection key={part.dataset} part={part} {...props} />
      ))}
    </Sheet>
  );
}

/** The number itself with its interval. */
function Number({ why, intervals }: WhyViewProps): ReactNode {
  const { metric, row } = why;
  const score = row.scores[metric.id] ?? null;
  const range = intervals?.candidates.get(row.candidateId)?.score ?? null;
  return (
    <>
      <p className="why-number">
        <strong>{score === null ? '–' : formatScore(metric, score)}</strong>
        {metric.unit !== null && ` ${metric.unit}`}
        {range && (
          <span className="why-range">
            {formatScore(metric, range.low)}–{formatScore(metric, range.high)}
          </span>
        )}
      </p>
      {score === null && <p>{metric.name} is undefined on these images.</p>}
      {intervals && range && <p className="sheet-note">{methodWords(intervals)}</p>}
    </>
  );
}

function WhyFacts({ why, intervals }: WhyViewProps): ReactNode {
  const { metric, row, task } = why;
  const score = row.scores[metric.id] ?? null;
  const range = metric.id === task.primaryMetric ? intervals?.candidates.get(row.candidateId)?.rank : undefined;
  const between = range ? rankRangeWords(range) : '';
  return (
    <FactList>
      <Fact name="In full">
        {score === null ? null : `${String(score)}${metric.unit === null ? '' : ` ${metric.unit}`}`}
      </Fact>
      <Fact name="Rank">{row.rank !== null && `${String(row.rank)}${between === '' ? '' : ` (${between})`}`}</Fact>
      <Fact name="Model">
        <ModelLink model={row.model} candidate={row.candidate}>
          {row.modelName} · {row.candidateName}
        </ModelLink>
      </Fact>
      <Fact name="Developer">{row.developer}</Fact>
      <Fact name="Metric">{metric.name}</Fact>
      <Fact name="Ranks by">{metric.id === task.primaryMetric ? 'this metric' : task.primaryMetric}</Fact>
    </FactList>
  );
}
