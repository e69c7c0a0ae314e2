import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTRPC } from '../app/trpc.ts';
import { ModelList } from '../features/models/model-list.tsx';
import type { ModelsSearch } from '../features/models/models-search.ts';
import { CardsSkeleton } from '../ui/cards.tsx';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { EmptyNotice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useActivity } from './use-activity.ts';

const route = getRouteApi('/models');

/** /models: every model that is known, on a board or not. */
export function ModelsPage(): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const trpc = useTRPC();
  const { busy } = useActivity();
  const list = useQuery(trpc.models.list.queryOptions(undefined, { refetchInterval: busy ? 2_000 : false }));
  const change = (next: Partial<ModelsSearch>): void => {
    // Typing would fill the history with single letters.
    void navigate({ search: (now) => ({ ...now, ...next }), replace: 'q' in next, resetScroll: false });
  };
  return (
    <>
      <PageHead title="Models" aside={<CopyLinkButton />}>
        <p>Methods that outline cells: what they are, what they were trained on, and how their files reach a board.</p>
      </PageHead>
      <Loaded
        query={list}
        failed="The models could not be loaded"
        waiting={<CardsSkeleton loading="Loading the models …" />}
      >
        {(models) =>
          models.length > 0 ? <ModelList models={models} search={search} onChange={change} /> : <NoModel busy={busy} />
        }
      </Loaded>
    </>
  );
}

function NoModel({ busy }: { readonly busy: boolean }): ReactNode {
  return busy ? (
    <EmptyNotice title="The first models are being prepared">
      They appear here by themselves in a few seconds.
    </EmptyNotice>
  ) : (
    <EmptyNotice title="There are no models yet">
      Add a folder of predicted masks with <code>cellboard predictions add</code>; its model then appears here.
    </EmptyNotice>
  );
}
