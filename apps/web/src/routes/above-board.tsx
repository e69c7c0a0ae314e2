import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { leaderboardSearchDefaults, type LeaderboardSearch } from '../features/leaderboard/leaderboard-search.ts';

interface AboveBoardProps {
  readonly task: string;
  /** The slice of one dataset; empty for the whole task. */
  readonly dataset: string;
  readonly name: string;
  /** What the page keeps of the board's view. */
  readonly search: Partial<LeaderboardSearch>;
}

/** The way back from a page about a board: to the list, and to the board in the same view. */
export function AboveBoard({ task, dataset, name, search }: AboveBoardProps): ReactNode {
  return (
    <>
      <Link to="/leaderboards">Leaderboards</Link>
      <span aria-hidden>/</span>
      <Link
        to="/leaderboards/$task/{-$dataset}"
        params={{ task, dataset: dataset === '' ? undefined : dataset }}
        search={{ ...leaderboardSearchDefaults, ...search }}
      >
        {name}
      </Link>
    </>
  );
}
