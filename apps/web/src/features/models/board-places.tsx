import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Loaded, type Loading } from '../../ui/loaded.tsx';
import { SheetSection } from '../../ui/sheet.tsx';

/** Where a candidate stands on a board. */
export interface BoardPlace {
  readonly task: string;
  readonly taskName: string;
  readonly candidate: string;
  readonly candidateName: string;
  /** Null where the deciding metric has no score. */
  readonly rank: number | null;
  /** How many candidates the board has. */
  readonly of: number;
  /** The metric that decides, and the score as people read it. */
  readonly metricName: string;
  readonly score: string;
}

/** The boards on which a model stands. */
export function BoardPlaces({ places }: { readonly places: Loading<readonly BoardPlace[]> }): ReactNode {
  return (
    <SheetSection title="On the boards">
      <Loaded query={places} failed="Its places on the boards cannot be shown" waiting={<Waiting />}>
        {(known) => <Places places={known} />}
      </Loaded>
    </SheetSection>
  );
}

function Waiting(): ReactNode {
  return (
    <>
      <p className="visually-hidden" role="status">
        Loading its places on the boards …
      </p>
      <Skeleton height={84} radius={8} />
    </>
  );
}

function Places({ places }: { readonly places: readonly BoardPlace[] }): ReactNode {
  if (places.length === 0) {
    return (
      <p>
        Nobody has brought its predictions here yet. <Link to="/leaderboards">All leaderboards</Link>
      </p>
    );
  }
  return (
    <div className="sheet-table" role="region" aria-label="Places on the boards, scrolls sideways" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Board</th>
            <th scope="col">Rank</th>
            <th scope="col">Deciding score</th>
            <th scope="col">Candidate</th>
          </tr>
        </thead>
        <tbody>
          {places.map(({ task, taskName, candidate, candidateName, rank, of, metricName, score }) => (
            <tr key={`${task} ${candidate}`}>
              <th scope="row">
                <Link to="/leaderboards/$task" params={{ task }}>
                  {taskName}
                </Link>
              </th>
              <td className="model-rank">
                <strong>{rank ?? '–'}</strong> of {of}
              </td>
              <td className="model-score">
                {metricName} {score}
              </td>
              <td>{candidateName}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
