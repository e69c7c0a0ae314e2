import type { Submission, SystemStatus } from '@cellboard/contract';
import { skipToken, useQuery } from '@tanstack/react-query';
import { isBusy } from '../features/activity/activity-words.ts';
import { useTRPC } from '../app/trpc.ts';

/** What the installation is doing now. */
export interface Activity {
  readonly status: SystemStatus | undefined;
  /** Evaluations of the task that wait or run. */
  readonly unfinished: readonly Submission[];
  readonly busy: boolean;
}

const soon = 1_000;
const later = 10_000;
const nothing: readonly Submission[] = [];

/** Follows the demonstration and, where a task is named, its evaluations: each second while something runs. */
export function useActivity(task?: string): Activity {
  const trpc = useTRPC();
  const status = useQuery(
    trpc.system.status.queryOptions(undefined, {
      refetchInterval: ({ state }) => (isBusy(state.data, nothing) ? soon : later),
    }),
  );
  const query = task === undefined ? skipToken : { task, unfinished: true };
  const submissions = useQuery(
    trpc.submissions.list.queryOptions(query, {
      refetchInterval: ({ state }) => (isBusy(status.data, state.data ?? nothing) ? soon : later),
      retry: false,
    }),
  );
  const unfinished = submissions.data ?? nothing;
  return { status: status.data, unfinished, busy: isBusy(status.data, unfinished) };
}
