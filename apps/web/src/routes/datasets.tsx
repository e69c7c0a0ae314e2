import type { Dataset } from '@cellboard/contract';
import { useQueries, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTRPC } from '../app/trpc.ts';
import { DatasetList } from '../features/datasets/dataset-list.tsx';
import type { DatasetsSearch } from '../features/datasets/datasets-search.ts';
import { ImageStrip } from '../features/datasets/image-strip.tsx';
import { CardsSkeleton } from '../ui/cards.tsx';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { EmptyNotice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useActivity } from './use-activity.ts';

const route = getRouteApi('/datasets');

/** As many images as the head of a card shows. */
const previewed = 4;

/** Time between two questions while something is being prepared, in milliseconds. */
const soon = 2_000;

const waiting = <CardsSkeleton loading="Loading the datasets …" />;

/** /datasets: every dataset that is here or known. */
export function DatasetsPage(): ReactNode {
  const trpc = useTRPC();
  const { busy } = useActivity();
  const list = useQuery(trpc.datasets.list.queryOptions(undefined, { refetchInterval: busy ? soon : false }));
  return (
    <>
      <PageHead title="Datasets" aside={<CopyLinkButton />}>
        <p>Images in which experts outlined the cells: what is here, what else exists, and what each licence allows.</p>
      </PageHead>
      <Loaded query={list} failed="The datasets could not be loaded" waiting={waiting}>
        {(datasets) => (datasets.length > 0 ? <Datasets {...{ datasets, busy }} /> : <NoDataset busy={busy} />)}
      </Loaded>
    </>
  );
}

interface DatasetsProps {
  readonly datasets: readonly Dataset[];
  readonly busy: boolean;
}

function Datasets({ datasets, busy }: DatasetsProps): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const trpc = useTRPC();
  const here = datasets.filter(({ version }) => version !== null);
  const details = useQueries({
    queries: here.map(({ slug }) =>
      trpc.datasets.get.queryOptions(
        { dataset: slug },
        // Tasks are made after their datasets.
        { refetchInterval: ({ state }) => busy && state.data?.tasks.length === 0 && soon },
      ),
    ),
  });
  // Cards whose boards come later would push the others down.
  if (details.some(({ isPending }) => isPending)) return waiting;

  const tasks = new Map(details.flatMap(({ data }) => (data ? [[data.slug, data.tasks] as const] : [])));
  const change = (next: Partial<DatasetsSearch>): void => {
    // Typing would fill the history with single letters.
    void navigate({ search: (now) => ({ ...now, ...next }), replace: 'q' in next, resetScroll: false });
  };
  return (
    <DatasetList
      {...{ datasets, search, tasks }}
      preview={({ slug }) => <Preview task={tasks.get(slug)?.[0]?.slug} />}
      onChange={change}
    />
  );
}

/** The first images of a task. */
function Preview({ task }: { readonly task: string | undefined }): ReactNode {
  const trpc = useTRPC();
  const page = useQuery(
    trpc.images.list.queryOptions({ task: task ?? '', limit: previewed }, { enabled: task !== undefined }),
  );
  return task !== undefined && <ImageStrip images={page.error ? [] : page.data?.images} count={previewed} />;
}

function NoDataset({ busy }: { readonly busy: boolean }): ReactNode {
  return busy ? (
    <EmptyNotice title="The first dataset is being prepared">It appears here by itself in a few seconds.</EmptyNotice>
  ) : (
    <EmptyNotice title="There are no datasets yet">
      Import a folder of images with <code>cellboard import folder</code>; its dataset then appears here.
    </EmptyNotice>
  );
}
