import type { ImageDetails } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { CandidateList } from './candidate-list.tsx';
import type { CandidatesHere } from './candidates.ts';
import { countsOf, ThresholdPanel } from './threshold-panel.tsx';
import type { Viewed } from './use-viewed.ts';
import { mostPanels, toggled } from './view-search.ts';

interface ViewingSideProps {
  readonly image: ImageDetails;
  readonly here: CandidatesHere;
  readonly viewed: Viewed;
  /** What is shown, in words: `truth` and candidates. */
  readonly shown: readonly string[];
  readonly threshold: number;
  readonly move: (threshold: number) => void;
  /** Changes the address; a step back undoes what is pushed. */
  readonly change: (next: { t?: number; m?: string; p?: string }, how?: { readonly push?: boolean }) => void;
}

/** Beside the panels: the counts at a threshold, and what can be shown. */
export function ViewingSide({ image, here, viewed, shown, threshold, move, change }: ViewingSideProps): ReactNode {
  return (
    <div className="viewing-side">
      <ThresholdPanel
        threshold={threshold}
        candidates={countsOf(viewed, threshold)}
        onMove={move}
        onRest={(t) => {
          change({ t });
        }}
      />
      <CandidateList
        here={here}
        shown={shown}
        hasTruth={image.cellCount !== null}
        isFull={shown.length >= mostPanels}
        onToggle={(word) => {
          change({ m: toggled(shown, word).join(), p: '' }, { push: true });
        }}
      />
    </div>
  );
}
