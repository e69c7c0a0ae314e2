import { skipToken, useQuery } from '@tanstack/react-query';
import { useTRPC } from '../app/trpc.ts';
import type { Overlay } from '../features/images/overlay.ts';
import { isSlug } from '../search/is-slug.ts';

/**
 * An overlay that knows the datasets on which its candidate has a result, so that an image without a prediction can say
 * whether it is scored as empty.
 */
export function useScored(overlay: Overlay): Overlay {
  const trpc = useTRPC();
  const prediction = overlay.kind === 'prediction' ? overlay : null;
  // The list of leaderboards asks the same question.
  const { data } = useQuery(
    trpc.leaderboard.get.queryOptions(prediction ? { task: prediction.task, metrics: [] } : skipToken),
  );
  if (!prediction || !data) return overlay;
  const row = data.rows.find(({ candidateId }) => candidateId === prediction.candidate);
  return { ...prediction, scored: new Set(row?.results.map(({ dataset }) => dataset)) };
}

/** What people call the candidate of an address such as `model/candidate`; the address itself where no such one is known. */
export function useCandidateName(address: string): string {
  const trpc = useTRPC();
  const [model = '', slug] = address.split('/');
  const isCandidate = slug !== undefined && isSlug(model);
  const { data } = useQuery(trpc.models.get.queryOptions(isCandidate ? { model } : skipToken));
  if (!data) return address;
  return `${data.name} · ${data.candidates.find((candidate) => candidate.slug === slug)?.name ?? slug ?? ''}`;
}
