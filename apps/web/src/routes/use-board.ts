import type { Leaderboard, LeaderboardQuery, Submission } from '@cellboard/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { describeFailure, type Failure } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import { rejectedOf } from '../features/activity/rejected.ts';
import type { Activity } from './use-activity.ts';

interface BoardOnScreen {
  /** The board, or the last good one of the same task while another view of it loads or cannot be had. */
  readonly shown: Leaderboard | undefined;
  /** Submissions of the task that did not reach the board. */
  readonly rejected: readonly Submission[];
  /** When it was fetched, in milliseconds since 1970. */
  readonly since: number;
  readonly failure: Failure | null;
  readonly retry: () => void;
}

/** A task's board; it renews itself while something runs and when something has finished. */
export function useBoard(query: LeaderboardQuery, activity: Activity): BoardOnScreen {
  const trpc = useTRPC();
  const { data, error, dataUpdatedAt, refetch } = useQuery(
    trpc.leaderboard.get.queryOptions(query, { refetchInterval: activity.busy ? 2_000 : false }),
  );
  const submissions = useQuery(trpc.submissions.list.queryOptions({ task: query.task }, { retry: false }));
  const last = useLastGood(data, dataUpdatedAt);
  const retry = (): void => {
    void refetch();
    void submissions.refetch();
  };
  useWhenFinished(activity, retry);

  const failure = error && describeFailure(error);
  const usable = last?.board.task.slug === query.task && !failure?.final;
  const rejected = rejectedOf(submissions.data ?? []);
  return { shown: usable ? last.board : undefined, rejected, since: last?.since ?? 0, failure, retry };
}

function useLastGood(board: Leaderboard | undefined, since: number): { board: Leaderboard; since: number } | undefined {
  const [last, setLast] = useState(board && { board, since });
  if (!board || (last?.board === board && last.since === since)) return last;
  // React draws anew at once, before anything is on screen.
  const now = { board, since };
  setLast(now);
  return now;
}

/** Calls back when an evaluation has left the list of unfinished ones, or when nothing runs any more. */
function useWhenFinished({ unfinished, busy }: Activity, then: () => void): void {
  const before = useRef<{ ids: readonly string[]; busy: boolean }>({ ids: [], busy: false });
  useEffect(() => {
    const ids = unfinished.map(({ id }) => id);
    const finished = before.current.ids.some((id) => !ids.some((other) => other === id));
    if (finished || (before.current.busy && !busy)) then();
    before.current = { ids, busy };
  });
}
