import type { DatasetDetails } from '@cellboard/contract';
import { skipToken, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isFinal } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import { DatasetView } from '../features/datasets/dataset-view.tsx';
import { sizeLine } from '../features/datasets/dataset-words.ts';
import { OwnFiles } from '../features/datasets/files-section.tsx';
import { Histograms, HistogramsSkeleton } from '../features/datasets/histograms.tsx';
import { UnknownDataset } from '../features/datasets/unknown-dataset.tsx';
import { ImageGrid, ImageGridSkeleton } from '../features/images/image-grid.tsx';
import { OverlayLegend } from '../features/images/overlay-legend.tsx';
import { isSlug } from '../search/is-slug.ts';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { SheetSkeleton } from '../ui/sheet.tsx';
import { FoundImage, useFirstFound } from './found-image.tsx';
import { useKnownDatasetName } from './use-known-names.ts';
import { useDatasets } from './use-lists.ts';

const route = getRouteApi('/datasets/$dataset');

const truth = { kind: 'truth' } as const;

/** As many images as a dataset's page shows; the images' page shows the others. */
const shownImages = 8;

/** /datasets/:dataset */
export function DatasetPage(): ReactNode {
  const { dataset: slug } = route.useParams();
  const trpc = useTRPC();
  const isAsked = isSlug(slug);
  const details = useQuery(trpc.datasets.get.queryOptions(isAsked ? { dataset: slug } : skipToken));
  const knownName = useKnownDatasetName(slug);
  if (!isAsked || isFinal(details.error)) return <NoSuchDataset slug={slug} />;

  return (
    <>
      <PageHead
        title={details.data?.name ?? knownName ?? 'Dataset'}
        above={<Link to="/datasets">Datasets</Link>}
        aside={<CopyLinkButton />}
      >
        <p className="page-head-facts">{details.data ? sizeLine(details.data) : '\u00A0'}</p>
      </PageHead>
      <Loaded
        query={details}
        failed="This dataset cannot be shown"
        waiting={<SheetSkeleton loading="Loading the dataset …" />}
      >
        {(dataset) => <View dataset={dataset} />}
      </Loaded>
    </>
  );
}

function View({ dataset }: { readonly dataset: DatasetDetails }): ReactNode {
  const first = useFirstFound(dataset.slug, dataset.quality);
  return (
    <DatasetView
      dataset={dataset}
      images={<Images dataset={dataset} />}
      statistics={<Statistics dataset={dataset} />}
      filesHere={<FilesHere dataset={dataset} />}
      picture={(name) => <FoundImage dataset={dataset.slug} {...{ name, first }} />}
    />
  );
}

function Images({ dataset: { slug } }: { readonly dataset: DatasetDetails }): ReactNode {
  const trpc = useTRPC();
  const page = useQuery(trpc.images.list.queryOptions({ dataset: slug, limit: shownImages }));
  return (
    <Loaded query={page} failed="The images cannot be shown" waiting={<ImageGridSkeleton count={shownImages} />}>
      {({ items }) => (
        <>
          <ImageGrid images={items} overlay={truth} strength={80} search={{ dataset: slug }} />
          <div className="sheet-below">
            <OverlayLegend overlay={truth} />
          </div>
        </>
      )}
    </Loaded>
  );
}

function useStatistics({ slug, version }: DatasetDetails) {
  const trpc = useTRPC();
  return useQuery(trpc.datasets.statistics.queryOptions(version === null ? skipToken : { dataset: slug }));
}

function Statistics({ dataset }: { readonly dataset: DatasetDetails }): ReactNode {
  const query = useStatistics(dataset);
  return (
    <Loaded {...{ query }} failed="The statistics cannot be shown" waiting={<HistogramsSkeleton />}>
      {(statistics) => <Histograms dataset={dataset.slug} statistics={statistics} />}
    </Loaded>
  );
}

function FilesHere({ dataset }: { readonly dataset: DatasetDetails }): ReactNode {
  const query = useStatistics(dataset);
  if (dataset.version === null) return null;
  return (
    <Loaded {...{ query }} failed="The files cannot be counted" waiting={<p>Counting the files …</p>}>
      {(statistics) => <OwnFiles {...{ dataset, statistics }} />}
    </Loaded>
  );
}

function NoSuchDataset({ slug }: { readonly slug: string }): ReactNode {
  const datasets = useDatasets();
  return (
    <>
      <PageHead title="No such dataset" />
      <UnknownDataset slug={slug} datasets={datasets.data ?? []} />
    </>
  );
}
