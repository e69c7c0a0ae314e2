import type { ImagesPage } from '@cellboard/contract';
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { describeFailure } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import { GalleryControls } from '../features/gallery/gallery-controls.tsx';
import type { GallerySearch } from '../features/gallery/gallery-search.ts';
import { ImageGrid, ImageGridSkeleton } from '../features/gallery/image-grid.tsx';
import { parseOverlay } from '../features/gallery/overlay.ts';
import { OverlayLegend } from '../features/gallery/overlay-legend.tsx';
import { TaskSelect } from '../features/tasks/task-select.tsx';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { EmptyNotice, FailureNotice, StaleBanner } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useActivity } from './use-activity.ts';

const route = getRouteApi('/gallery');

/** /gallery */
export function GalleryPage(): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: Partial<GallerySearch>): void => {
    void navigate({ search: (now) => ({ ...now, ...next }), resetScroll: false });
  };
  const { tasks, page, busy } = useGallery(search);
  const retry = (): void => void page.refetch();
  const failure = page.error && describeFailure(page.error);
  const shown = failure?.final ? undefined : page.data;
  return (
    <>
      <PageHead title="Gallery" aside={<CopyLinkButton />}>
        <p>The images themselves, by cell type, with the cells that experts marked or a model found.</p>
      </PageHead>
      <GalleryControls page={shown} search={search} onChange={change}>
        <TaskSelect
          tasks={tasks}
          value={search.task}
          none="Every dataset"
          onChange={(task) => {
            change({ task, type: '', overlay: search.overlay === 'none' ? 'none' : 'truth' });
          }}
        />
      </GalleryControls>
      {shown && failure && <StaleBanner failure={failure} since={page.dataUpdatedAt} onRetry={retry} />}
      {shown ? (
        <Images page={shown} {...{ search, busy }} onChange={change} />
      ) : failure ? (
        <FailureNotice
          title="The images cannot be shown"
          failure={failure}
          onRetry={retry}
          action={
            <Button
              variant="default"
              onClick={() => {
                change({ task: '', type: '', overlay: 'truth' });
              }}
            >
              Show every dataset
            </Button>
          }
        />
      ) : (
        <ImageGridSkeleton count={search.n} />
      )}
    </>
  );
}

function useGallery(search: GallerySearch) {
  const trpc = useTRPC();
  const { busy } = useActivity();
  const tasks = useQuery(trpc.tasks.list.queryOptions());
  const query = {
    limit: search.n,
    ...(search.task !== '' && { task: search.task }),
    ...(search.type !== '' && { cellType: search.type }),
  };
  const page = useQuery(
    trpc.images.list.queryOptions(query, { placeholderData: keepPreviousData, refetchInterval: busy ? 2_000 : false }),
  );
  return { tasks: tasks.data ?? [], page, busy };
}

interface ImagesProps {
  readonly page: ImagesPage;
  readonly search: GallerySearch;
  readonly busy: boolean;
  readonly onChange: (change: Partial<GallerySearch>) => void;
}

function Images({ page, search, busy, onChange }: ImagesProps): ReactNode {
  const overlay = parseOverlay(search.overlay, search.task, page.overlays);
  if (page.images.length === 0) return <NoImages {...{ search, busy, onChange }} />;
  return (
    <>
      <div className="gallery-summary">
        <p role="status">
          {page.images.length} of {page.total} {page.total === 1 ? 'image' : 'images'}
          {search.type !== '' && ` of ${search.type}`}
        </p>
        <OverlayLegend overlay={overlay} />
      </div>
      <ImageGrid images={page.images} overlay={overlay} strength={search.strength} />
    </>
  );
}

function NoImages({ search, busy, onChange }: Omit<ImagesProps, 'page'>): ReactNode {
  if (search.type !== '') {
    const clear = (
      <Button
        variant="default"
        onClick={() => {
          onChange({ type: '' });
        }}
      >
        Show all cell types
      </Button>
    );
    return (
      <EmptyNotice title={`There are no images of “${search.type}” here`} action={clear}>
        Choose another cell type, or another task.
      </EmptyNotice>
    );
  }
  return busy ? (
    <EmptyNotice title="The first images are being prepared">
      They appear here by themselves in a few seconds.
    </EmptyNotice>
  ) : (
    <EmptyNotice title="There are no images yet">
      Import a folder of images with <code>cellboard import folder</code>, then publish its dataset.
    </EmptyNotice>
  );
}
