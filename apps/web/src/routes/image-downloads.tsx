import type { ImageDetails } from '@cellboard/contract';
import type { ViewerHandle } from '@cellboard/viewer/react';
import type { ReactNode } from 'react';
import { DownloadMenu } from '../features/image/download-menu.tsx';
import { saveFile } from '../ui/save-file.ts';
import type { CandidatesHere } from '../viewing/candidates.ts';
import { cellsCsv } from '../viewing/cell-rows.ts';
import type { FigureWords } from '../viewing/figure.ts';
import type { Viewed } from '../viewing/use-viewed.ts';
import { FigureButtons, legendStatuses } from '../viewing/view-menu.tsx';

interface ImageDownloadsProps {
  readonly image: ImageDetails;
  readonly here: CandidatesHere;
  readonly viewer: { readonly current: ViewerHandle | null };
  readonly viewed: Viewed;
  readonly threshold: number;
}

/** Everything of an image page that can be saved. */
export function ImageDownloads({ image, here, viewer, viewed, threshold }: ImageDownloadsProps): ReactNode {
  const { model } = viewed;
  const name = fileName(image);
  return (
    <DownloadMenu
      image={image}
      candidates={here.candidates.filter(({ hasPrediction }) => hasPrediction)}
      figure={<FigureButtons viewer={viewer} name={name} words={() => figureWords(image, viewed, threshold)} />}
      onCells={
        model
          ? () => {
              saveFile(`${name}_cells.csv`, 'text/csv', cellsCsv(model.at(threshold)));
            }
          : null
      }
    />
  );
}

/** Names a file after the image, safe on any system. */
export const fileName = ({ dataset, name }: Pick<ImageDetails, 'dataset' | 'name'>): string =>
  `cellboard_${dataset}_${name.replaceAll(/[^A-Za-z0-9._-]+/g, '-')}`;

/** What stands beside the picture of a view. */
export function figureWords(image: ImageDetails, { model }: Viewed, threshold: number): FigureWords {
  const isCompared = (model?.agreements.length ?? 0) > 0;
  return {
    title: `${image.name}, ${image.datasetName}`,
    pixelUm: image.pixelSizeUm,
    legend: isCompared ? legendStatuses : [],
    lines: [
      ...(isCompared ? [`Cells count as matched from an IoU of ${threshold.toFixed(2)} on.`] : []),
      [image.citation ?? image.datasetName, image.licence].join(' · '),
      window.location.href,
    ],
  };
}
