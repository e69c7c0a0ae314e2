import type { Model, ModelResult } from '@cellboard/contract';
import { useQueries } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTRPC } from '../app/trpc.ts';
import { sourceWords } from '../features/models/model-filter.ts';
import { ModelList } from '../features/models/model-list.tsx';
import type { ModelsSearch } from '../features/models/models-search.ts';
import { CardsSkeleton } from '../ui/cards.tsx';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { EmptyNotice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { IgnoredChoices } from './ignored-choices.tsx';
import { soon, useBusy } from './use-busy.ts';
import { useDatasets, useModels } from './use-lists.ts';

const route = getRouteApi('/models');

/** /models: every model that is known, on a board or not. */
export function ModelsPage(): ReactNode {
  const { busy } = useBusy();
  const list = useModels({ refetchInterval: busy ? soon : false });
  return (
    <>
      <PageHead title="Models" aside={<CopyLinkButton />}>
        <p>Segmentation models: what they do, what they were trained on, and how to submit their results.</p>
      </PageHead>
      <Loaded
        query={list}
        failed="The models could not be loaded"
        waiting={<CardsSkeleton loading="Loading the models …" />}
      >
        {(models) => (models.length > 0 ? <Models models={models} /> : <NoModel busy={busy} />)}
      </Loaded>
    </>
  );
}

function Models({ models }: { readonly models: readonly Model[] }): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  // Only a search needs to know what the training data shows.
  const datasets = useDatasets({ enabled: search.q !== '' });
  const places = usePlaces(models);
  const change = (next: Partial<ModelsSearch>): void => {
    // Typing would fill the history with single letters.
    void navigate({ search: (now) => ({ ...now, ...next }), replace: 'q' in next, resetScroll: false });
  };
  return (
    <>
      <IgnoredChoices search={search} />
      <ModelList {...{ models, search, places }} sources={sourceWords(datasets.data ?? [])} onChange={change} />
    </>
  );
}

/** The places on the boards of every model that is on one. */
function usePlaces(models: readonly Model[]): ReadonlyMap<string, readonly ModelResult[]> {
  const trpc = useTRPC();
  const ranked = models.filter(({ boardCount }) => boardCount > 0);
  const results = useQueries({
    queries: ranked.map(({ slug }) => trpc.models.results.queryOptions({ model: slug })),
  });
  return new Map(ranked.flatMap(({ slug }, i) => (results[i]?.data ? [[slug, results[i].data] as const] : [])));
}

function NoModel({ busy }: { readonly busy: boolean }): ReactNode {
  return busy ? (
    <EmptyNotice title="The first models are being prepared">They appear here in a few seconds.</EmptyNotice>
  ) : (
    <EmptyNotice title="There are no models yet" action={<Link to="/leaderboards">All leaderboards</Link>}>
      A model appears here once its predictions are submitted; each leaderboard says how.
    </EmptyNotice>
  );
}
