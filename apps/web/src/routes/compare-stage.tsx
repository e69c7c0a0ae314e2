import type { ImageDetails } from '@cellboard/contract';
import type { CellRef } from '@cellboard/viewer';
import type { ViewerHandle } from '@cellboard/viewer/react';
import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { Viewed } from '../viewing/use-viewed.ts';
import type { ViewPart } from '../viewing/view-state.ts';
import { ViewerHost } from '../viewing/viewer-host.tsx';
import type { CompareMode } from './compare-search.ts';

interface CompareStageProps {
  readonly image: ImageDetails;
  readonly viewed: Viewed;
  readonly viewer: Parameters<typeof ViewerHost>[0]['handle'];
  readonly mode: CompareMode;
  /** What the panels show. */
  readonly panels: readonly string[];
  /** All that is compared. */
  readonly words: readonly string[];
  readonly part: ViewPart;
  readonly threshold: number;
  readonly isComplete: boolean;
  readonly onPart: (part: ViewPart) => void;
  /** Puts the panel at one place to another; undefined where their order says nothing. */
  readonly onMove: ((from: number, to: number) => void) | undefined;
  readonly onSelection: (cell: CellRef | null) => void;
}

/** The panels of a comparison, or what stands in their place. */
export function CompareStage({ image, viewed, viewer, mode, words, ...rest }: CompareStageProps): ReactNode {
  if (!viewed.model) {
    return (
      <div className="viewing-waiting">
        <p className="visually-hidden" role="status">
          {viewed.isLoading ? 'Loading the image …' : 'There is nothing to show of this image.'}
        </p>
      </div>
    );
  }
  const shown = words.map((word) => viewed.words.indexOf(word)).filter((index) => index >= 0);
  return (
    <>
      <ViewerHost
        // Another number of panels is another viewer.
        key={mode === 'swipe' || mode === 'flicker' ? mode : 'grid'}
        {...rest}
        className="compare-host"
        handle={viewer}
        model={viewed.model}
        words={viewed.words}
        arrangement={mode === 'swipe' ? 'swipe' : 'grid'}
        label={`Comparison of ${image.name}`}
      />
      {mode === 'flicker' && <Flicker viewer={viewer} shown={shown} />}
    </>
  );
}

/** Milliseconds that each segmentation is shown. */
const FLICKER_MS = 700;

interface FlickerProps {
  readonly viewer: { readonly current: ViewerHandle | null };
  /** Indices of the segmentations to show in turn. */
  readonly shown: readonly number[];
}

/** Shows one segmentation after the other by itself, once it is started. */
function Flicker({ viewer, shown }: FlickerProps): ReactNode {
  const [isOn, setOn] = useState(false);
  const list = shown.join();
  useEffect(() => {
    if (!isOn || list === '') return undefined;
    const indices = list.split(',').map(Number);
    let at = 0;
    const timer = setInterval(() => {
      at = (at + 1) % indices.length;
      viewer.current?.dispatch({ type: 'segmentation', panel: 0, index: indices[at] ?? null });
    }, FLICKER_MS);
    return () => {
      clearInterval(timer);
    };
  }, [isOn, list, viewer]);
  const Icon = isOn ? IconPlayerPause : IconPlayerPlay;
  return (
    <Button
      mt={10}
      variant="default"
      size="sm"
      disabled={shown.length < 2}
      leftSection={<Icon size={16} aria-hidden />}
      onClick={() => {
        setOn(!isOn);
      }}
    >
      {isOn ? 'Stop' : 'Alternate'}
    </Button>
  );
}
