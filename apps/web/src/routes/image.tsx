import type { ImageDetails } from '@cellboard/contract';
import { Skeleton } from '@mantine/core';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { describeFailure, isFinal } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import { ImageSteps } from '../features/image/image-steps.tsx';
import { cellsLine, kindOf } from '../features/images/image-words.ts';
import { isSlug } from '../search/is-slug.ts';
import { ImagesLink } from '../ui/links.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { listPart } from './image-search.ts';
import { ImageView } from './image-view.tsx';
import { UnknownImage } from './unknown-image.tsx';
import { useWays } from './use-image-ways.ts';

const route = getRouteApi('/images/$dataset/$name');

/** /images/:dataset/:name: one image with its cells, as experts and candidates see them */
export function ImagePage(): ReactNode {
  const { dataset, name } = route.useParams();
  const search = route.useSearch();
  const trpc = useTRPC();
  const isAsked = isSlug(dataset);
  const { data, error, refetch, isPlaceholderData } = useQuery(
    trpc.images.get.queryOptions(isAsked ? { dataset, name } : skipToken, {
      placeholderData: keepPreviousData,
      staleTime: 60_000,
    }),
  );
  const { neighbours, change, step } = useWays({ dataset, name }, search);
  if (!isAsked || isFinal(error)) return <UnknownImage dataset={dataset} name={name} />;
  const image = isPlaceholderData ? undefined : data;
  return (
    <>
      <PageHead
        title={name}
        tab={`${name} · Images`}
        above={
          <>
            <ImagesLink search={listPart(search)}>Images</ImagesLink> · {image?.datasetName ?? dataset}
          </>
        }
        aside={<ImageSteps neighbours={neighbours} onStep={step} />}
      >
        <p className="page-head-facts">{image ? factsLine(image) : '\u00A0'}</p>
      </PageHead>
      {data ? (
        <ImageView image={data} isOld={isPlaceholderData} {...{ search, change, step }} />
      ) : error ? (
        <FailureNotice
          title="This image cannot be shown"
          failure={describeFailure(error)}
          onRetry={() => void refetch()}
        />
      ) : (
        <Waiting />
      )}
    </>
  );
}

function factsLine(image: ImageDetails): string {
  const { width, height, synthetic } = image;
  const size = `${String(width)} × ${String(height)} px`;
  return [cellsLine(image), ...kindOf(image), size, ...(synthetic ? ['drawn by software'] : [])].join(' · ');
}

function Waiting(): ReactNode {
  return (
    <div className="viewing" aria-busy="true">
      <div className="viewing-waiting">
        <p className="visually-hidden" role="status">
          Loading the image …
        </p>
      </div>
      <Skeleton height={360} radius={8} />
    </div>
  );
}
