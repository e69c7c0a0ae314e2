import type { ImageDetails } from '@cellboard/contract';
import type { CellRef } from '@cellboard/viewer';
import { useState, type ReactNode } from 'react';
import type { Viewed } from '../viewing/use-viewed.ts';
import { ViewerHost } from '../viewing/viewer-host.tsx';
import type { ImageSearch } from './image-search.ts';

interface StageProps {
  readonly image: ImageDetails;
  readonly viewed: Viewed;
  readonly viewer: Parameters<typeof ViewerHost>[0]['handle'];
  readonly panels: readonly string[];
  readonly part: Parameters<typeof ViewerHost>[0]['part'];
  readonly threshold: number;
  readonly isComplete: boolean;
  readonly setSelection: (cell: CellRef | null) => void;
  readonly onPart: (part: Partial<ImageSearch>) => void;
  readonly onMove: (from: number, to: number) => void;
  readonly onImage: (by: 1 | -1) => void;
}

/** The viewer, or what stands in its place. */
export function Stage({ image, viewed, viewer, setSelection, ...rest }: StageProps): ReactNode {
  const [isFlat, setFlat] = useState(false);
  if (!viewed.model) {
    return (
      <div className="viewing-waiting">
        <p className="visually-hidden" role="status">
          {viewed.isLoading ? 'Loading the image …' : 'There is nothing to show of this image.'}
        </p>
      </div>
    );
  }
  return (
    <div>
      {isFlat && (
        <p className="viewing-note">
          This browser draws without its graphics card. The picture is the same; large images move more slowly.
        </p>
      )}
      <ViewerHost
        {...rest}
        handle={viewer}
        model={viewed.model}
        words={viewed.words}
        label={`Viewer of ${image.name}`}
        onSelection={setSelection}
        onRenderer={(kind) => {
          setFlat(kind === 'canvas2d');
        }}
      />
    </div>
  );
}
