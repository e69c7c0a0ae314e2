import type { Image } from '@cellboard/contract';
import { useRouter, type AnyRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import type { ImagesSearch } from './images-search.ts';

interface TileLinkProps {
  readonly image: Pick<Image, 'dataset' | 'name'>;
  /** The list that it is looked at in. */
  readonly search: Partial<ImagesSearch>;
  readonly children: ReactNode;
}

/**
 * A link to the page of an image. The router's own links each follow the address and write it anew, which is too much
 * for a hundred tiles in a frame: those of a list have all but the name in common.
 */
export function TileLink({ image: { dataset, name }, search, children }: TileLinkProps): ReactNode {
  const router = useRouter();
  const place = {
    to: '/images/$dataset/$name',
    params: { dataset, name },
    search: { ...search, ...shownIn(search) },
  } as const;
  const query = queryOf(router, search, () => router.buildLocation(place).searchStr);
  const preload = (): void => {
    void router.preloadRoute(place);
  };
  return (
    <a
      className="tile-link"
      href={`/images/${encodeURIComponent(dataset)}/${encodeURIComponent(name)}${query}`}
      onClick={(event) => {
        if (!isPlain(event)) return;
        event.preventDefault();
        void router.navigate(place);
      }}
      onMouseEnter={preload}
      onFocus={preload}
    >
      {children}
    </a>
  );
}

/** Whether a click means this window: others open a tab, or save. */
const isPlain = ({ button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented }: MouseEvent): boolean =>
  button === 0 && !(metaKey || ctrlKey || shiftKey || altKey || defaultPrevented);

/** What lies over the images is shown beside the image, too. */
function shownIn({ overlay = 'truth' }: Partial<ImagesSearch>): { m?: string } {
  return overlay.includes('/') ? { m: `truth,${overlay}` } : {};
}

const queries = new WeakMap<AnyRouter, WeakMap<Partial<ImagesSearch>, string>>();

/** What stands behind the question mark, written once for a list. */
function queryOf(router: AnyRouter, search: Partial<ImagesSearch>, make: () => string): string {
  const ofRouter = queries.get(router) ?? new WeakMap<Partial<ImagesSearch>, string>();
  queries.set(router, ofRouter);
  const known = ofRouter.get(search);
  if (known !== undefined) return known;
  const made = make();
  ofRouter.set(search, made);
  return made;
}
