import type { Candidate, Model, ModelResult } from '@cellboard/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTRPC } from '../app/trpc.ts';
import { ImageGrid, ImageGridSkeleton } from '../features/images/image-grid.tsx';
import { ImagesLink } from '../ui/links.tsx';
import { Loaded } from '../ui/loaded.tsx';

interface ModelPicturesProps {
  readonly model: Pick<Model, 'slug' | 'name'>;
  readonly candidate: Candidate;
  /** A board that the candidate stands on. */
  readonly place: Pick<ModelResult, 'task' | 'dataset' | 'datasetName'>;
}

/** As many images as a model's page shows; the images' page shows the others. */
const shownImages = 4;

/** What a candidate found on a few images of a board, with a link to all of them. */
export function ModelPictures({ model, candidate, place }: ModelPicturesProps): ReactNode {
  const trpc = useTRPC();
  const { task, dataset, datasetName } = place;
  const page = useQuery(trpc.images.list.queryOptions({ task, dataset, limit: shownImages }));
  const search = { task, dataset, overlay: `${model.slug}/${candidate.slug}` };
  return (
    <Loaded query={page} failed="The images cannot be shown" waiting={<ImageGridSkeleton count={shownImages} />}>
      {({ items }) => (
        <>
          <ImageGrid
            images={items}
            overlay={{
              ...{ kind: 'prediction', task, candidate: candidate.id },
              name: `${model.name} · ${candidate.name}`,
              // The place is a result on this very dataset.
              scored: new Set([dataset]),
            }}
            strength={80}
            search={search}
          />
          <p className="sheet-below">
            {candidate.name} on {datasetName}. <ImagesLink search={search}>See all images with its outlines</ImagesLink>
          </p>
        </>
      )}
    </Loaded>
  );
}
