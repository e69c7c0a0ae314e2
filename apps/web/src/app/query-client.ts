import { QueryClient } from '@tanstack/react-query';
import { describeFailure } from './failure.ts';

/** Asks again twice when a request fails for a reason that may pass, and never when the answer is final. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A laptop without a network still reaches the server that runs on it.
        networkMode: 'always',
        staleTime: 5_000,
        retry: (failures, error) => failures < 2 && !describeFailure(error).final,
        retryDelay: (failures) => 400 * 2 ** failures,
      },
    },
  });
}
