import { readRanges, type ImagesPage as Page } from '@cellboard/contract';
import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { ImageControls } from '../features/images/image-controls.tsx';
import { ImageGrid, ImageGridSkeleton } from '../features/images/image-grid.tsx';
import { imageFilters, imagesSearchDefaults, noFilters, type ImagesSearch } from '../features/images/images-search.ts';
import { RangeFilters } from '../features/images/range-filters.tsx';
import { OverlayLegend } from '../features/images/overlay-legend.tsx';
import { overlayWord, parseOverlay, type Overlay } from '../features/images/overlay.ts';
import { VirtualGrid } from '../features/images/virtual-grid.tsx';
import { TaskSelect } from '../features/tasks/task-select.tsx';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { Hindrance } from '../ui/hindrance.tsx';
import { ImagesLink } from '../ui/links.tsx';
import { facetLabel, rangeWords } from '../ui/measure-words.ts';
import { EmptyNotice, FailureNotice, StaleBanner } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { IgnoredChoices } from './ignored-choices.tsx';
import { UnknownBoard } from './unknown-board.tsx';
import { useCandidateName, useScored } from './use-candidates.ts';
import { useImages, useMoreImages, type Images } from './use-images.ts';
import { useTasks } from './use-lists.ts';

const route = getRouteApi('/images');

/** /images */
export function ImagesPage(): ReactNode {
  return <Gallery search={route.useSearch()} />;
}

function useChange() {
  const navigate = route.useNavigate();
  return (next: Partial<ImagesSearch>): void => {
    // A slider would fill the history with its steps.
    const replace = 'n' in next || 'strength' in next;
    void navigate({ search: (now) => ({ ...now, ...next }), replace, resetScroll: false });
  };
}

function Gallery({ search }: { readonly search: ImagesSearch }): ReactNode {
  const change = useChange();
  const tasks = useTasks();
  const images = useImages(search);
  const { shown, failure } = images;
  const missing = useCandidateName(search.overlay);
  if (failure?.code === 'TASK_NOT_FOUND') return <UnknownBoard task={search.task} dataset={undefined} page="images" />;
  const isNew = shown?.total === 0 && isUnfiltered(search);
  return (
    <>
      <PageHead title="Images" aside={<CopyLinkButton />}>
        <p>Browse the images, with cells outlined by experts or by a model.</p>
      </PageHead>
      {!isNew && (
        <ImageControls page={shown} onChange={change} {...{ search, missing }}>
          <TaskSelect
            label="Images of"
            all="All tasks"
            tasks={tasks.data ?? []}
            value={search}
            onChange={({ task, dataset }) => {
              const overlay = search.overlay === 'none' ? 'none' : 'truth';
              change({ task, dataset, ...noFilters, overlay });
            }}
          />
        </ImageControls>
      )}
      <RangeFilters within={search.within} onChange={change} />
      <IgnoredChoices search={search} />
      <Content {...{ images, search, missing }} onChange={change} />
    </>
  );
}

const isUnfiltered = (search: ImagesSearch): boolean =>
  search.task === '' && search.dataset === '' && chosen(search).length === 0;

/** The values of the filters that are set, in words. */
const chosen = (search: ImagesSearch): string[] => [
  ...(readRanges(search.within) ?? []).map(rangeWords),
  ...imageFilters.flatMap((filter) => {
    const value = search[filter];
    if (value === '') return [];
    return filter === 'type' || filter === 'modality' ? [value] : [facetLabel(filter, value)];
  }),
];

function Content({ images, search, missing, onChange }: Omit<ShownProps, 'page'>): ReactNode {
  const { shown, failure, since, retry } = images;
  if (!shown) {
    return failure ? (
      <FailureNotice title="The images cannot be shown" failure={failure} onRetry={retry} action={<ShowAll />} />
    ) : (
      <ImageGridSkeleton count={Math.min(search.n, imagesSearchDefaults.n)} />
    );
  }
  return (
    <>
      {failure && <StaleBanner failure={failure} since={since} onRetry={retry} />}
      <Shown {...{ images, search, missing, onChange }} page={shown} />
    </>
  );
}

function ShowAll(): ReactNode {
  return <ImagesLink search={imagesSearchDefaults}>Show all images</ImagesLink>;
}

interface ShownProps {
  readonly images: Images;
  readonly page: Page;
  readonly search: ImagesSearch;
  /** The name of the requested candidate where it has no predictions here. */
  readonly missing: string;
  readonly onChange: (change: Partial<ImagesSearch>) => void;
}

function Shown({ images, page, search, missing, onChange }: ShownProps): ReactNode {
  const { overlay: read, choice, isMissing } = parseOverlay(search.overlay, search.task, page.overlays);
  const overlay = useScored(read.kind === 'prediction' ? { ...read, withTruth: search.with === 'truth' } : read);
  useReadableOverlay(choice && overlayWord(choice), search.overlay);
  if (page.items.length === 0 && !images.isOld) return <NoImages {...{ images, search, onChange }} />;
  return (
    <>
      {isMissing && !images.isOld && <NoOverlay {...{ search, missing }} />}
      <div className="images-summary">
        <p role="status">{images.isOld ? `Loading ${asked(search)} …` : summary(page, search.n)}</p>
        <OverlayLegend overlay={overlay} />
      </div>
      <Tiles {...{ images, page, search, overlay }} />
    </>
  );
}

/** A few images are drawn all at once, many as they come into sight. */
const mostDrawn = 60;

interface TilesProps extends Pick<ShownProps, 'images' | 'page' | 'search'> {
  readonly overlay: Overlay;
}

function Tiles({ images, page, search, overlay }: TilesProps): ReactNode {
  const { items, count, onMissing } = useMoreImages(search, images.isOld ? undefined : page);
  const isUsual = search.group === '' && search.tile === imagesSearchDefaults.tile;
  if (images.isOld || (isUsual && count <= mostDrawn))
    return <ImageGrid images={page.items} strength={search.strength} isBusy={images.isOld} {...{ overlay, search }} />;
  return <VirtualGrid images={items} isBusy={false} {...{ count, overlay, search, onMissing }} />;
}

/** Early addresses name a candidate by its id. */
function useReadableOverlay(word: string | null, asked: string): void {
  const navigate = route.useNavigate();
  useEffect(() => {
    if (word === null || word === asked) return;
    void navigate({ search: (now) => ({ ...now, overlay: word }), replace: true, resetScroll: false });
  }, [word, asked, navigate]);
}

const asked = (search: ImagesSearch): string => {
  const { dataset, task } = search;
  return chosen(search).join(', ') || (dataset || task ? `images of ${dataset || task}` : 'images');
};

const summary = ({ total }: Page, n: number): string =>
  `${Math.min(n, total).toLocaleString('en')} of ${total.toLocaleString('en')} ${total === 1 ? 'image' : 'images'}`;

function NoOverlay({ search, missing }: Pick<ShownProps, 'search' | 'missing'>): ReactNode {
  return (
    <Hindrance title={`There are no predictions of “${missing}” for these images`}>
      {search.task === ''
        ? 'Predictions belong to a task: choose one first. The images show the truth instead.'
        : 'The images show the truth instead. Choose another overlay above.'}
    </Hindrance>
  );
}

function NoImages({ images, search, onChange }: Omit<ShownProps, 'page' | 'missing'>): ReactNode {
  if (chosen(search).length > 0) {
    const clear = (
      <Button
        variant="default"
        onClick={() => {
          onChange(noFilters);
        }}
      >
        Clear the filters
      </Button>
    );
    return (
      <EmptyNotice title={`There are no images of “${asked(search)}” here`} action={clear}>
        Choose other values for the filters, or other images.
      </EmptyNotice>
    );
  }
  if (search.task !== '' || search.dataset !== '') {
    return (
      <EmptyNotice title={`There are no images of “${search.dataset || search.task}”`} action={<ShowAll />}>
        No published dataset has that name, or the task has no images yet.
      </EmptyNotice>
    );
  }
  return images.busy ? (
    <EmptyNotice title="The first images are being prepared">They appear here in a few seconds.</EmptyNotice>
  ) : (
    <EmptyNotice title="There are no images yet" action={<Link to="/datasets">How to import a dataset</Link>}>
      Images appear here once a dataset is imported and published.
    </EmptyNotice>
  );
}
