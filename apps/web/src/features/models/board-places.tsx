import type { ModelResult } from '@cellboard/contract';
import { catalogEntry, isMetricId } from '@cellboard/metrics';
import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatScore } from '../../ui/format-score.ts';
import { BoardLink } from '../../ui/links.tsx';
import { Loaded, type Loading } from '../../ui/loaded.tsx';
import { SheetSection } from '../../ui/sheet.tsx';
import { readingLine } from './model-words.ts';

interface BoardPlacesProps {
  /** Where a model's candidates stand. */
  readonly places: Loading<readonly ModelResult[]>;
  /** The candidate in view, whose places are marked; null for none. */
  readonly inView: string | null;
}

/** The boards on which a model stands. */
export function BoardPlaces({ places, inView }: BoardPlacesProps): ReactNode {
  return (
    <SheetSection title="On the leaderboards">
      <Loaded query={places} failed="Its places cannot be shown" waiting={<Waiting />}>
        {(known) => <Places places={known} inView={inView} />}
      </Loaded>
    </SheetSection>
  );
}

function Waiting(): ReactNode {
  return (
    <>
      <p className="visually-hidden" role="status">
        Loading its places on the leaderboards …
      </p>
      <Skeleton height={84} radius={8} />
    </>
  );
}

interface PlacesProps {
  readonly places: readonly ModelResult[];
  readonly inView: string | null;
}

function Places({ places, inView }: PlacesProps): ReactNode {
  if (places.length === 0) {
    return (
      <p>
        No results yet. <Link to="/leaderboards">All leaderboards</Link>
      </p>
    );
  }
  return (
    <div className="sheet-table" role="region" aria-label="Places on the leaderboards, scrolls sideways" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Dataset</th>
            <th scope="col">Rank</th>
            <th scope="col">Metric</th>
            <th scope="col">Score</th>
            <th scope="col">Candidate</th>
            <th scope="col">Task</th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <Place key={`${place.task} ${place.dataset} ${place.candidate}`} place={place} inView={inView} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PlaceProps {
  readonly place: ModelResult;
  readonly inView: string | null;
}

function Place({ place, inView }: PlaceProps): ReactNode {
  const { task, taskName, dataset, datasetName, candidate, candidateName, metric, metricName, score, rank } = place;
  return (
    <tr data-in-view={candidate === inView || undefined}>
      <th scope="row">
        <BoardLink task={task} dataset={dataset}>
          {datasetName}
        </BoardLink>
      </th>
      <td className="model-rank">
        {rank === null ? (
          'not ranked'
        ) : (
          <>
            <strong>{rank}</strong> of {place.rankedCount}
          </>
        )}
      </td>
      <td>
        <Link to="/metrics/$id" params={{ id: metric }}>
          {metricName}
        </Link>
      </td>
      <td className="model-score">{score === null ? '–' : written(metric, score)}</td>
      <td>
        {candidateName}
        {place.reading && <span className="model-note model-reading">files {readingLine(place.reading)}</span>}
      </td>
      <td>{taskName}</td>
    </tr>
  );
}

/** A server newer than this page may rank by a metric that the page does not know. */
function written(metric: string, score: number): string {
  const entry = isMetricId(metric) ? catalogEntry(metric) : { range: [0, 1] as const, unit: null };
  return formatScore({ range: [entry.range[0], entry.range[1]], unit: entry.unit }, score);
}
