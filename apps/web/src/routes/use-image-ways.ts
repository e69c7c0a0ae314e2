import type { ImageQuery } from '@cellboard/contract';
import { skipToken, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTRPC } from '../app/trpc.ts';
import { isSlug } from '../search/is-slug.ts';
import { viewSearchDefaults } from '../viewing/view-search.ts';
import { listPart, type ImageSearch } from './image-search.ts';
import { queryOf } from './use-images.ts';

/** Changes the address of an image; a step back undoes what is pushed. */
export type ChangeImage = (next: Partial<ImageSearch>, how?: { readonly push?: boolean }) => void;

const route = getRouteApi('/images/$dataset/$name');

/** The neighbours of an image, and what can be done with its address. */
export function useWays(image: ImageQuery, search: ImageSearch) {
  const navigate = route.useNavigate();
  const trpc = useTRPC();
  const { limit: _, ...query } = queryOf(listPart(search));
  const neighbours = useQuery(
    trpc.images.neighbours.queryOptions(isSlug(image.dataset) ? { ...query, image } : skipToken, { staleTime: 60_000 }),
  );
  const change: ChangeImage = (next: Partial<ImageSearch>, { push = false } = {}): void => {
    void navigate({ search: (now) => ({ ...now, ...next }), replace: !push, resetScroll: false });
  };
  return {
    change,
    neighbours: neighbours.data,
    step: (by: 1 | -1): void => {
      const to = by === 1 ? neighbours.data?.next : neighbours.data?.previous;
      if (!to) return;
      const { xy, z, p, ch, cell } = viewSearchDefaults;
      // Back leads to the list, not through all images that were passed.
      void navigate({
        params: { dataset: to.dataset, name: to.name },
        search: (now) => ({ ...now, xy, z, p, ch, cell }),
        state: (now) => ({ ...now, keepFocus: true }),
        replace: true,
        resetScroll: false,
      });
    },
  };
}
