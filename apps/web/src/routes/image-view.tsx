import { type ImageDetails } from '@cellboard/contract';
import type { CellRef } from '@cellboard/viewer';
import type { ViewerHandle } from '@cellboard/viewer/react';
import { useRef, useState, type ReactNode } from 'react';
import { ImageFacts } from '../features/image/image-facts.tsx';
import { ScoresTable } from '../features/image/scores-table.tsx';
import { measureNotes, measureRows } from '../features/images/image-words.ts';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import type { CandidatesHere } from '../viewing/candidates.ts';
import { AbsentCandidates } from '../viewing/absent-candidates.tsx';
import { MissingNotices } from '../viewing/missing-notices.tsx';
import { movedPanel } from '../viewing/panel-order.ts';
import { PickButton } from '../viewing/pick-button.tsx';
import { useThreshold } from '../viewing/use-threshold.ts';
import type { Viewed } from '../viewing/use-viewed.ts';
import { useWanted } from '../viewing/use-wanted.ts';
import { viewPart, wordsOf } from '../viewing/view-search.ts';
import { ViewingSide } from '../viewing/viewing-side.tsx';
import '../viewing/viewing.css';
import { CellsOfImage } from './cells-of-image.tsx';
import { ImageDownloads } from './image-downloads.tsx';
import { ImageReport } from './image-report.tsx';
import type { ImageSearch } from './image-search.ts';
import { Stage } from './image-stage.tsx';
import { useCandidatesHere } from './use-candidates-here.ts';
import type { ChangeImage } from './use-image-ways.ts';

interface ImageViewProps {
  readonly image: ImageDetails;
  readonly search: ImageSearch;
  /** True while another image is on its way. */
  readonly isOld: boolean;
  readonly change: ChangeImage;
  readonly step: (by: 1 | -1) => void;
}

/** An image, what steers its view, its cells, scores and facts. */
export function ImageView({ image, search, isOld, change, step }: ImageViewProps): ReactNode {
  const viewer = useRef<ViewerHandle>(null);
  const [selection, setSelection] = useState<CellRef | null>(null);
  const [threshold, move] = useThreshold(search.t);
  const here = useCandidatesHere(image, search.task);
  const panels = wordsOf(search, image.cellCount === null ? ['image'] : ['truth']);
  const { viewed, absent, isComplete } = useWanted(image, here, { words: panels });
  return (
    <>
      <div className="viewing-ways viewing-ways-row">
        <ImageDownloads {...{ image, here, viewer, viewed, threshold }} />
        <PickButton kind="images" word={`${image.dataset}/${image.name}`} name={image.name} />
        <CopyLinkButton />
        <ImageReport {...{ image, viewed, selection }} />
      </div>
      <AbsentCandidates absent={absent} />
      <MissingNotices missing={viewed.missing} onRetry={viewed.retry} />
      <div
        className={isOld || viewed.isOld ? 'viewing viewing-old' : 'viewing'}
        aria-busy={viewed.isLoading || undefined}
      >
        <Stage
          {...{ image, viewed, viewer, panels, threshold, setSelection, isComplete }}
          part={viewPart(search)}
          onPart={change}
          onMove={(from, to) => {
            change(movedPanel(search, { words: panels, panels }, [from, to]), { push: true });
          }}
          onImage={step}
        />
        <ViewingSide {...{ image, here, viewed, threshold, move, change, search }} shown={panels} />
      </div>
      <Below
        {...{ image, here, viewed, panels, threshold, selection }}
        onSelect={(cell) => {
          viewer.current?.goTo(cell);
        }}
      />
    </>
  );
}

interface BelowProps {
  readonly image: ImageDetails;
  readonly here: CandidatesHere;
  readonly viewed: Viewed;
  readonly panels: readonly string[];
  readonly threshold: number;
  readonly selection: CellRef | null;
  readonly onSelect: (cell: CellRef) => void;
}

/** Cells, facts and scores. */
function Below({ image, here, ...cells }: BelowProps): ReactNode {
  return (
    <>
      <div className="viewing-below">
        <CellsOfImage {...cells} />
        <section>
          <h2>About this image</h2>
          <ImageFacts image={image} measured={measureRows(image)} />
          {measureNotes(image).map((words) => (
            <p key={words} className="viewing-note">
              {words}
            </p>
          ))}
        </section>
      </div>
      {here.candidates.length > 0 && (
        <section className="viewing-wide">
          <h2>Scores of this image</h2>
          <ScoresTable here={here} />
        </section>
      )}
    </>
  );
}
