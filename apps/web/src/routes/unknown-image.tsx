import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ImagesLink } from '../ui/links.tsx';
import { EmptyNotice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { UnknownDataset } from '../features/datasets/unknown-dataset.tsx';
import { useDatasets } from './use-lists.ts';

interface UnknownImageProps {
  readonly dataset: string;
  readonly name: string;
}

/** Shown for an image that does not exist: whether its dataset does, and where to go instead. */
export function UnknownImage({ dataset, name }: UnknownImageProps): ReactNode {
  const datasets = useDatasets();
  const known = datasets.data?.find(({ slug }) => slug === dataset);
  if (datasets.data && !known) {
    return (
      <>
        <PageHead title="No such dataset" above={<ImagesLink>Images</ImagesLink>} />
        <UnknownDataset slug={dataset} datasets={datasets.data} />
      </>
    );
  }
  const isHere = known !== undefined && known.version !== null;
  return (
    <>
      <PageHead title="No such image" above={<ImagesLink>Images</ImagesLink>} />
      <EmptyNotice
        title={`${known?.name ?? dataset} has no image “${name}”`}
        action={
          isHere ? (
            <ImagesLink search={{ dataset }}>All images of {known.name}</ImagesLink>
          ) : (
            <Link to="/datasets/$dataset" params={{ dataset }}>
              {known?.name ?? dataset}
            </Link>
          )
        }
      >
        {isHere ? 'Check the name, or look for the image among the others.' : 'The dataset is not imported here yet.'}
      </EmptyNotice>
    </>
  );
}
