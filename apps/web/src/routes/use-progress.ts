import type { SubmissionId, SubmissionProgress } from '@cellboard/contract';
import type { AppRouter } from '@cellboard/contract/router';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import { useEffect, useState } from 'react';
import { useTRPC } from '../app/trpc.ts';

/** Streams have a client of their own, so that the first page does not load their code. */
const streams = createTRPCClient<AppRouter>({ links: [httpSubscriptionLink({ url: '/trpc' })] });

/** Between two questions while no stream is open. */
const ASK_MS = 3000;

interface Progress {
  readonly progress: UseQueryResult<SubmissionProgress, unknown>;
  /** Whether changes arrive by themselves. */
  readonly isLive: boolean;
}

/** How far a submission is: by a stream, and by asking every few seconds while there is none. */
export function useProgress(submission: SubmissionId): Progress {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isLive, setLive] = useState(false);
  const progress = useQuery(
    trpc.submissions.progress.queryOptions(
      { submission },
      { refetchInterval: ({ state }) => (isLive || state.data?.isFinal === true ? false : ASK_MS) },
    ),
  );
  const isFinal = progress.data?.isFinal === true;
  useEffect(() => {
    if (isFinal) {
      void queries.invalidateQueries({ queryKey: trpc.submissions.get.queryKey({ submission }) });
      void queries.invalidateQueries({ queryKey: trpc.submissions.places.queryKey() });
      return undefined;
    }
    const stream = streams.submissions.watch.subscribe(
      { submission },
      {
        onData: ({ data }) => {
          queries.setQueryData(trpc.submissions.progress.queryKey({ submission }), data);
        },
        onConnectionStateChange: ({ state }) => {
          setLive(state === 'pending');
        },
        onError: () => {
          setLive(false);
        },
        onComplete: () => {
          setLive(false);
        },
      },
    );
    return () => {
      setLive(false);
      stream.unsubscribe();
    };
  }, [submission, isFinal, queries, trpc]);
  return { progress, isLive };
}
