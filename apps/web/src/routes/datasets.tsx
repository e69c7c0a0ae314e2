import type { Dataset } from '@cellboard/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTRPC } from '../app/trpc.ts';
import { DatasetList } from '../features/datasets/dataset-list.tsx';
import type { DatasetsSearch } from '../features/datasets/datasets-search.ts';
import { CardsSkeleton } from '../ui/cards.tsx';
import { Command } from '../ui/command.tsx';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { ImageStrip } from '../ui/image-strip.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { EmptyNotice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { IgnoredChoices } from './ignored-choices.tsx';
import { soon, useBusy } from './use-busy.ts';
import { useDatasets } from './use-lists.ts';

const route = getRouteApi('/datasets');

/** As many images as the head of a card shows. */
const previewed = 4;

const waiting = <CardsSkeleton loading="Loading the datasets …" />;

/** /datasets: every dataset on this site or known. */
export function DatasetsPage(): ReactNode {
  const { busy } = useBusy();
  const list = useDatasets({ refetchInterval: busy ? soon : false });
  return (
    <>
      <PageHead title="Datasets" aside={<CopyLinkButton />}>
        <p>Images in which experts outlined the cells: what they show, how to get them, and what the licence allows.</p>
      </PageHead>
      <Loaded query={list} failed="The datasets could not be loaded" waiting={waiting}>
        {(datasets) => (datasets.length > 0 ? <Datasets datasets={datasets} /> : <NoDataset busy={busy} />)}
      </Loaded>
    </>
  );
}

function Datasets({ datasets }: { readonly datasets: readonly Dataset[] }): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: Partial<DatasetsSearch>): void => {
    // Typing would fill the history with single letters.
    void navigate({ search: (now) => ({ ...now, ...next }), replace: 'q' in next, resetScroll: false });
  };
  return (
    <>
      <IgnoredChoices search={search} />
      <DatasetList {...{ datasets, search }} preview={({ slug }) => <Preview dataset={slug} />} onChange={change} />
    </>
  );
}

/** The first images of a dataset. */
function Preview({ dataset }: { readonly dataset: string }): ReactNode {
  const trpc = useTRPC();
  const page = useQuery(trpc.images.list.queryOptions({ dataset, limit: previewed }));
  return <ImageStrip images={page.error ? [] : page.data?.items} count={previewed} />;
}

function NoDataset({ busy }: { readonly busy: boolean }): ReactNode {
  return busy ? (
    <EmptyNotice title="The first dataset is being prepared">It appears here in a few seconds.</EmptyNotice>
  ) : (
    <EmptyNotice
      title="There are no datasets yet"
      action={
        <Command about="the command that imports a folder of images">
          npx cellboard import folder my-images/ --dataset my-images
        </Command>
      }
    >
      Site administrators: import a folder of images; its dataset then appears here.
    </EmptyNotice>
  );
}
