import type { ImageDetails } from '@cellboard/contract';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../app/trpc.ts';
import { candidatesHere, type CandidatesHere } from '../viewing/candidates.ts';

/** The candidates of an image; none while they load. */
export function useCandidatesHere(image: ImageDetails, task: string): CandidatesHere & { readonly isLoading: boolean } {
  const trpc = useTRPC();
  const { dataset, name } = image;
  const results = useQuery(trpc.images.results.queryOptions({ dataset, name }, { staleTime: 60_000 }));
  return { ...candidatesHere(image.id, results.data ?? { tasks: [] }, task), isLoading: results.isLoading };
}
