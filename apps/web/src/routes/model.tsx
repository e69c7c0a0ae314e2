import { Slug, type Model } from '@cellboard/contract';
import { skipToken, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { describeFailure } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import { makerLine } from '../features/models/model-words.ts';
import { ModelView } from '../features/models/model-view.tsx';
import { UnknownModel } from '../features/models/unknown-model.tsx';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { SheetSkeleton } from '../ui/sheet.tsx';
import { useBoardPlaces } from './use-board-places.ts';

const route = getRouteApi('/models/$model');

/** /models/:model */
export function ModelPage(): ReactNode {
  const { model: slug } = route.useParams();
  const trpc = useTRPC();
  const isSlug = Slug.safeParse(slug).success;
  const card = useQuery(trpc.models.get.queryOptions(isSlug ? { model: slug } : skipToken));
  const list = useQuery(trpc.models.list.queryOptions());
  const isUnknown = !isSlug || (card.error !== null && describeFailure(card.error).final);
  if (isUnknown) return <NoSuchModel slug={slug} models={list.data ?? []} />;

  const known = card.data ?? list.data?.find((model) => model.slug === slug);
  return (
    <>
      <PageHead title={known?.name ?? 'Model'} aside={<CopyLinkButton />}>
        <p className="page-head-facts">{known ? makerLine(known) : '\u00A0'}</p>
      </PageHead>
      <Loaded
        query={card}
        failed="This model cannot be shown"
        waiting={<SheetSkeleton loading="Loading the model …" />}
      >
        {(model) => <Card model={model} />}
      </Loaded>
    </>
  );
}

function Card({ model }: { readonly model: Model }): ReactNode {
  const trpc = useTRPC();
  const datasets = useQuery(trpc.datasets.list.queryOptions());
  const places = useBoardPlaces(model.slug);
  const pages = new Map(
    (datasets.data ?? []).flatMap(({ slug, name }) => [[slug, slug] as const, [name, slug] as const]),
  );
  return <ModelView model={model} places={places} datasets={pages} />;
}

interface NoSuchModelProps {
  readonly slug: string;
  readonly models: readonly Model[];
}

function NoSuchModel(props: NoSuchModelProps): ReactNode {
  return (
    <>
      <PageHead title="No such model" />
      <UnknownModel {...props} />
    </>
  );
}
