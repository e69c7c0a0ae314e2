import type { SubmissionId, SubmissionProgress } from '@cellboard/contract';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '../app/trpc.ts';

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
    const stream = watch(submission);
    const live = (): void => {
      setLive(true);
    };
    const notLive = (): void => {
      setLive(false);
    };
    stream.addEventListener('connected', live);
    stream.addEventListener('message', ({ data }: MessageEvent<string>) => {
      queries.setQueryData(trpc.submissions.progress.queryKey({ submission }), JSON.parse(data) as SubmissionProgress);
    });
    // The browser connects again by itself, from the last event on.
    stream.addEventListener('error', notLive);
    stream.addEventListener('serialized-error', notLive);
    stream.addEventListener('return', notLive);
    return () => {
      setLive(false);
      stream.close();
    };
  }, [submission, isFinal, queries, trpc]);
  return { progress, isLive };
}

/**
 * The events of the subscription `submissions.watch`, read by the browser. The client's own link for subscriptions shares
 * a file with all of its links, so every first page would load its 11 kB.
 */
function watch(submission: SubmissionId): EventSource {
  return new EventSource(`/trpc/submissions.watch?input=${encodeURIComponent(JSON.stringify({ submission }))}`);
}
