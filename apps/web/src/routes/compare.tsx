import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { describeFailure, isFinal } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import { isSlug } from '../search/is-slug.ts';
import { ImagesLink } from '../ui/links.tsx';
import { EmptyNotice, FailureNotice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useTray } from '../viewing/tray.ts';
import { CompareView } from './compare-view.tsx';
import { UnknownImage } from './unknown-image.tsx';

const route = getRouteApi('/compare');

/** /compare: one image with what several candidates made of it */
export function ComparePage(): ReactNode {
  const search = route.useSearch();
  const tray = useTray();
  const img = search.img === '' ? (tray.images.at(-1) ?? '') : search.img;
  const [dataset, name] = [img.slice(0, img.indexOf('/')), img.slice(img.indexOf('/') + 1)];
  const trpc = useTRPC();
  const query = isSlug(dataset) && name !== '' ? { dataset, name } : skipToken;
  const { data, error, refetch, isPlaceholderData } = useQuery(
    trpc.images.get.queryOptions(query, { placeholderData: keepPreviousData, staleTime: 60_000 }),
  );
  if (img === '') return <NothingPicked candidates={tray.candidates.length} />;
  if (query === skipToken || isFinal(error)) return <UnknownImage dataset={dataset} name={name} />;
  if (data) return <CompareView image={data} search={search} isOld={isPlaceholderData} />;
  return (
    <>
      <PageHead title="Compare" />
      {error ? (
        <FailureNotice
          title="This image cannot be shown"
          failure={describeFailure(error)}
          onRetry={() => void refetch()}
        />
      ) : (
        <div className="viewing-waiting" aria-busy="true">
          <p className="visually-hidden" role="status">
            Loading the image …
          </p>
        </div>
      )}
    </>
  );
}

function NothingPicked({ candidates }: { readonly candidates: number }): ReactNode {
  return (
    <>
      <PageHead title="Compare">
        <p>One image, with the cells that experts and several models outlined in it, side by side.</p>
      </PageHead>
      <EmptyNotice title="Pick an image first" action={<ImagesLink>Browse the images</ImagesLink>}>
        {candidates > 0
          ? 'You picked candidates. Open an image and press “Pick to compare”, then come back here.'
          : 'Open an image and press “Pick to compare”. Models have the same button.'}
      </EmptyNotice>
    </>
  );
}
