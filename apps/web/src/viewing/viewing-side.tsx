import type { ImageDetails } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { CandidateList } from './candidate-list.tsx';
import type { CandidatesHere } from './candidates.ts';
import { countsOf, ThresholdPanel } from './threshold-panel.tsx';
import type { Viewed } from './use-viewed.ts';
import { inOrder, type PanelPart } from './panel-order.ts';
import { mostPanels, toggled } from './view-search.ts';

interface ViewingSideProps {
  readonly image: ImageDetails;
  readonly here: CandidatesHere;
  readonly viewed: Viewed;
  /** What is shown, in words: `truth` and candidates. */
  readonly shown: readonly string[];
  /** What the address says of the panels. */
  readonly search: PanelPart;
  readonly threshold: number;
  readonly move: (threshold: number) => void;
  /** Changes the address; a step back undoes what is pushed. */
  readonly change: (next: { t?: number; m?: string } & Partial<PanelPart>, how?: { readonly push?: boolean }) => void;
}

/** Beside the panels: the counts at a threshold, and what can be shown. */
export function ViewingSide({
  image,
  here,
  viewed,
  shown,
  search,
  threshold,
  move,
  change,
}: ViewingSideProps): ReactNode {
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
          const next = toggled(shown, word);
          const order = next.map((one) => shown.indexOf(one)).map((place, k) => (place < 0 ? shown.length + k : place));
          change({ m: next.join(), ...inOrder(search, order) }, { push: true });
        }}
      />
    </div>
  );
}
