import type { Submission } from '@cellboard/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPCClient } from '../app/trpc.ts';
import type { Done } from '../features/submissions/change-notice.tsx';
import type { SubmissionChange } from '../features/submissions/submission-actions.tsx';

/** Changes submissions, and says what was done last. */
export function useSubmissionChange(): {
  readonly change: (change: SubmissionChange, submission: Submission) => void;
  readonly done: Done | null;
  readonly error: unknown;
} {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [done, setDone] = useState<Done | null>(null);
  const changing = useMutation({
    mutationFn: async ({ change, submission: { id } }: Done): Promise<Done> => {
      const changed = await client.submissions[change].mutate({ submission: id });
      return { change, submission: changed };
    },
    // Boards, pictures and lists all depend on it.
    onSuccess: async (now) => {
      setDone(now);
      await queries.invalidateQueries();
    },
  });
  return {
    change: (change, submission) => {
      setDone(null);
      changing.mutate({ change, submission });
    },
    done,
    error: changing.error,
  };
}
