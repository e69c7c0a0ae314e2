import type { SystemStatus } from '@cellboard/contract';
import { useQuery } from '@tanstack/react-query';
import { isPreparing } from '../features/activity/activity-words.ts';
import { useTRPC } from '../app/trpc.ts';

/** Time between two questions while something is being prepared or evaluated, in milliseconds. */
export const soon = 1_500;

/** What the server is doing now; followed while it does something. */
export function useBusy(): { readonly status: SystemStatus | undefined; readonly busy: boolean } {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.system.status.queryOptions(undefined, {
      refetchInterval: ({ state }) => (isWorking(state.data) ? soon : false),
    }),
  );
  return { status: data, busy: isWorking(data) };
}

function isWorking(status: SystemStatus | undefined): boolean {
  if (!status) return false;
  return isPreparing(status.demo) || status.jobs.queued + status.jobs.running > 0;
}
