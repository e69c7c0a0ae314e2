import { Slug, type Dataset, type DatasetDetails } from '@cellboard/contract';
import { skipToken, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { describeFailure } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import { sizeLine } from '../features/datasets/dataset-words.ts';
import { DatasetView } from '../features/datasets/dataset-view.tsx';
import { trainedOn } from '../features/datasets/trained-on-it.tsx';
import { UnknownDataset } from '../features/datasets/unknown-dataset.tsx';
import { ImageGrid, ImageGridSkeleton } from '../features/gallery/image-grid.tsx';
import { OverlayLegend } from '../features/gallery/overlay-legend.tsx';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { SheetSkeleton } from '../ui/sheet.tsx';

const route = getRouteApi('/datasets/$dataset');

const truth = { kind: 'truth' } as const;

/** As many images as a dataset's page shows; the gallery shows the others. */
const shownImages = 8;

/** /datasets/:dataset */
export function DatasetPage(): ReactNode {
  const { dataset: slug } = route.useParams();
  const trpc = useTRPC();
  const isSlug = Slug.safeParse(slug).success;
  const details = useQuery(trpc.datasets.get.queryOptions(isSlug ? { dataset: slug } : skipToken));
  const list = useQuery(trpc.datasets.list.queryOptions());
  const models = useQuery(trpc.models.list.queryOptions());
  const isUnknown = !isSlug || (details.error !== null && describeFailure(details.error).final);
  if (isUnknown) return <NoSuchDataset slug={slug} datasets={list.data ?? []} />;

  const known = details.data ?? list.data?.find((dataset) => dataset.slug === slug);
  return (
    <>
      <PageHead title={known?.name ?? 'Dataset'} aside={<CopyLinkButton />}>
        <p className="page-head-facts">{known ? sizeLine(known) : '\u00A0'}</p>
      </PageHead>
      <Loaded
        query={details}
        failed="This dataset cannot be shown"
        waiting={<SheetSkeleton loading="Loading the dataset …" />}
      >
        {(dataset) => (
          <DatasetView
            dataset={dataset}
            images={<Images tasks={dataset.tasks} />}
            trained={trainedOn(dataset, models.data ?? [])}
          />
        )}
      </Loaded>
    </>
  );
}

function Images({ tasks }: Pick<DatasetDetails, 'tasks'>): ReactNode {
  const trpc = useTRPC();
  const task = tasks[0]?.slug;
  const page = useQuery(trpc.images.list.queryOptions(task === undefined ? skipToken : { task, limit: shownImages }));
  if (task === undefined) return <p>They can be looked at once there is a task on them.</p>;
  return (
    <Loaded query={page} failed="The images cannot be shown" waiting={<ImageGridSkeleton count={shownImages} />}>
      {({ images }) => (
        <>
          <ImageGrid images={images} overlay={truth} strength={80} />
          <div className="dataset-legend">
            <OverlayLegend overlay={truth} />
          </div>
        </>
      )}
    </Loaded>
  );
}

interface NoSuchDatasetProps {
  readonly slug: string;
  readonly datasets: readonly Dataset[];
}

function NoSuchDataset(props: NoSuchDatasetProps): ReactNode {
  return (
    <>
      <PageHead title="No such dataset" />
      <UnknownDataset {...props} />
    </>
  );
}
