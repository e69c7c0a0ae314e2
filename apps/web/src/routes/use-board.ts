import type { Leaderboard, LeaderboardQuery } from '@cellboard/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { describeFailure, type Failure } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import { isPreparing, unfinishedOf } from '../features/activity/activity-words.ts';
import { soon } from './use-busy.ts';

/** A board as its page has it. */
export interface BoardOnScreen {
  /** The board, or the last good one of the same place and day while another view of it loads or fails. */
  readonly shown: Leaderboard | undefined;
  /** When it was fetched, in milliseconds since 1970. */
  readonly since: number;
  readonly failure: Failure | null;
  readonly retry: () => void;
}

/** Time between two questions while nothing moves, in milliseconds. */
const later = 15_000;

/** A board with all that its page shows, in one request. It renews itself: soon while something runs, and never where it is of the past. */
export function useBoard(query: LeaderboardQuery): BoardOnScreen {
  const trpc = useTRPC();
  const { data, error, dataUpdatedAt, refetch } = useQuery(
    trpc.leaderboard.get.queryOptions(query, {
      refetchInterval: ({ state }) => {
        if (query.at !== undefined) return false;
        return state.data && isMoving(state.data) ? soon : later;
      },
    }),
  );
  const place = `${query.task}/${query.dataset ?? ''}/${query.at ?? ''}`;
  const last = useLastGood(data && { board: data, since: dataUpdatedAt, place });
  const failure = error && describeFailure(error);
  const isUsable = last?.place === place && !failure?.final;
  return {
    shown: isUsable ? last.board : undefined,
    since: last?.since ?? 0,
    failure,
    retry: () => void refetch(),
  };
}

const isMoving = ({ activity, demo }: Leaderboard): boolean => unfinishedOf(activity).length > 0 || isPreparing(demo);

interface Good {
  readonly board: Leaderboard;
  readonly since: number;
  /** The requested name. */
  readonly place: string;
}

function useLastGood(now: Good | undefined): Good | undefined {
  const [last, setLast] = useState(now);
  if (!now || (last?.board === now.board && last.since === now.since)) return last;
  // React draws anew at once, before anything is on screen.
  setLast(now);
  return now;
}
