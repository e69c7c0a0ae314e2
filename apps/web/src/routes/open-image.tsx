import type { Image, Task } from '@cellboard/contract';
import { Skeleton } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { describeFailure } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import { OverlaySelect } from '../features/images/image-controls.tsx';
import { ImageLightbox } from '../features/images/image-lightbox.tsx';
import type { ImagesSearch } from '../features/images/images-search.ts';
import { parseOverlay } from '../features/images/overlay.ts';
import { datasetOf } from '../features/tasks/task-facts.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { useCandidateName, useScored } from './use-candidates.ts';
import { useImage, useImages } from './use-images.ts';
import { useTasks } from './use-lists.ts';

const route = getRouteApi('/images/{-$dataset}/{-$name}');

interface OpenImageProps {
  readonly dataset: string;
  readonly name: string;
  readonly search: ImagesSearch;
}

/** The image of the address, above the others. */
export function OpenImage({ dataset, name, search }: OpenImageProps): ReactNode {
  const { image: listed, previous, next } = useNeighbours(dataset, name, search);
  const query = useImage({ dataset, name });
  const { overlays, ...chosen } = useOverlays(dataset, search.task);
  const overlay = useScored(parseOverlay(search.overlay, chosen.task, overlays ?? []).overlay);
  const missingName = useCandidateName(search.overlay);
  const { step, close, lay } = useWays(chosen.task, dataset);
  useDocumentTitle(`${name} · Images`);
  return (
    <ImageLightbox
      {...{ name, previous, next, overlay }}
      datasetName={chosen.datasetName}
      image={listed ?? query.data?.items[0]}
      missing={<Missing query={query} />}
      strength={search.strength}
      controls={<OverlaySelect choices={overlays} value={search.overlay} missing={missingName} onChange={lay} />}
      onStep={step}
      onClose={close}
    />
  );
}

/** The image and those before and after it, where it is in the list behind. */
function useNeighbours(dataset: string, name: string, search: ImagesSearch) {
  const behind = useImages(search).shown?.items ?? [];
  const place = behind.findIndex((image) => image.dataset === dataset && image.name === name);
  if (place < 0) return { image: undefined, previous: undefined, next: undefined };
  return { image: behind[place], previous: behind[place - 1], next: behind[place + 1] };
}

/** What can lie over an image: for the requested task, or the first that includes its dataset; undefined while it loads. */
function useOverlays(dataset: string, asked: string) {
  const trpc = useTRPC();
  const tasks = useTasks();
  const all = tasks.data ?? [];
  const first = all.find((task) => datasetOf(task, dataset) !== null)?.slug ?? '';
  const task = asked === '' ? first : asked;
  const page = useQuery(trpc.images.list.queryOptions(task === '' ? skipToken : { task, dataset, limit: 1 }));
  const isLoading = tasks.isPending || (task !== '' && page.isPending);
  return { task, overlays: page.data?.overlays ?? (isLoading ? undefined : []), datasetName: nameOf(all, dataset) };
}

/** The name of a dataset that a task takes; its slug where none does. */
function nameOf(tasks: readonly Task[], dataset: string): string {
  return tasks.flatMap(({ datasets }) => datasets).find(({ slug }) => slug === dataset)?.name ?? dataset;
}

/** Navigation from an open image. */
function useWays(task: string, dataset: string) {
  const navigate = route.useNavigate();
  const router = useRouter();
  const quietly = { replace: true, resetScroll: false } as const;
  return {
    step: (to: Image): void => {
      const params = { dataset: to.dataset, name: to.name };
      void navigate({ params, search: (now) => now, state: (now) => now, ...quietly });
    },
    close: (): void => {
      // Back to where it was opened from; a link that opened it has nothing behind.
      if (router.state.location.state.openedHere) router.history.back();
      else
        void navigate({
          params: { dataset: undefined, name: undefined },
          search: (now) => now,
          ...quietly,
        });
    },
    lay: (overlay: string): void => {
      // A prediction belongs to a task.
      const place = overlay.includes('/') ? { task, dataset } : {};
      void navigate({ search: (now) => ({ ...now, ...place, overlay }), state: (now) => now, ...quietly });
    },
  };
}

function useDocumentTitle(title: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = `${title} · Cellboard`;
    return () => {
      document.title = before;
    };
  }, [title]);
}

interface MissingProps {
  readonly query: { readonly error: unknown; readonly refetch: () => unknown };
}

/** What stands there until the image has come; one that does not exist has a page of its own. */
function Missing({ query: { error, refetch } }: MissingProps): ReactNode {
  if (error == null) return <Skeleton className="lightbox-waiting" />;
  const retry = (): void => void refetch();
  return <FailureNotice title="This image cannot be shown" failure={describeFailure(error)} onRetry={retry} />;
}
