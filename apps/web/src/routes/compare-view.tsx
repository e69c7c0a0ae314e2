import type { ImageDetails } from '@cellboard/contract';
import type { CellRef } from '@cellboard/viewer';
import type { ViewerHandle } from '@cellboard/viewer/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useRef, useState, type ReactNode } from 'react';
import { ConsensusLegend } from '../features/compare/consensus-legend.tsx';
import { HeatMap } from '../features/compare/heat-map.tsx';
import { heatRows } from '../features/compare/heat-rows.ts';
import { modeWords } from '../features/compare/mode-control.tsx';
import { cellsLine, kindOf } from '../features/images/image-words.ts';
import { PageHead } from '../ui/page-head.tsx';
import type { CandidatesHere } from '../viewing/candidates.ts';
import { AbsentCandidates } from '../viewing/absent-candidates.tsx';
import { consensusWord } from '../viewing/consensus-map.ts';
import { MissingNotices } from '../viewing/missing-notices.tsx';
import { inOrder, movedPanel } from '../viewing/panel-order.ts';
import { useThreshold } from '../viewing/use-threshold.ts';
import type { Viewed } from '../viewing/use-viewed.ts';
import { useWanted } from '../viewing/use-wanted.ts';
import { candidatesIn, viewPart, wordsOf } from '../viewing/view-search.ts';
import { ViewingSide } from '../viewing/viewing-side.tsx';
import '../viewing/viewing.css';
import { ComparePaired } from './compare-paired.tsx';
import { CompareStage } from './compare-stage.tsx';
import type { Change } from './compare-change.ts';
import { CompareTools } from './compare-tools.tsx';
import type { CompareMode, CompareSearch } from './compare-search.ts';
import { useCandidatesHere } from './use-candidates-here.ts';

const route = getRouteApi('/compare');

interface CompareViewProps {
  readonly image: ImageDetails;
  readonly search: CompareSearch;
  /** True while another image is on its way. */
  readonly isOld: boolean;
}

/** An image, the truth and candidates in linked panels, and what each candidate made of each cell. */
export function CompareView({ image, search, isOld }: CompareViewProps): ReactNode {
  const viewer = useRef<ViewerHandle>(null);
  const [selection, setSelection] = useState<CellRef | null>(null);
  const [threshold, move] = useThreshold(search.t);
  const here = useCandidatesHere(image, '');
  const words = wordsOf(search, usualWords(image, here));
  const { viewed, absent, isComplete } = useWanted(image, here, { words, withMap: search.mode === 'map' });
  const change = useChange();
  const panels = panelsOf(words, search.mode);
  const movePanel = (from: number, to: number): void => {
    change(movedPanel(search, { words, panels }, [from, to]), { push: true });
  };
  return (
    <>
      <Head image={image} />
      <CompareTools {...{ image, search, viewer, viewed, threshold, change }} />
      <AbsentCandidates absent={absent} />
      <MissingNotices missing={viewed.missing} onRetry={viewed.retry} />
      <div
        className={isOld || viewed.isOld ? 'viewing viewing-old' : 'viewing'}
        aria-busy={viewed.isLoading || undefined}
      >
        <div>
          <p className="viewing-note">{modeWords[search.mode]}</p>
          <CompareStage
            {...{ image, viewed, viewer, threshold, words, isComplete }}
            mode={search.mode}
            panels={panels}
            part={viewPart(search)}
            onPart={change}
            onMove={search.mode === 'map' ? undefined : movePanel}
            onSelection={setSelection}
          />
          {viewed.map && <ConsensusLegend map={viewed.map} />}
        </div>
        <ViewingSide
          {...{ image, here, viewed, threshold, move, change }}
          // Other modes have other panels than those that are listed.
          search={search.mode === 'grid' ? search : inOrder(search, [])}
          shown={words}
        />
      </div>
      <ComparePaired {...{ image, here, search, words, change }} />
      <Heat
        {...{ viewed, threshold, selection }}
        onSelect={(cell) => {
          viewer.current?.goTo({ segmentation: 0, cell });
        }}
      />
    </>
  );
}

function useChange(): Change {
  const navigate = route.useNavigate();
  return (next, { push = false } = {}) => {
    void navigate({ search: (now) => ({ ...now, ...next }), replace: !push, resetScroll: false });
  };
}

/** The truth and the two best candidates. */
function usualWords({ cellCount }: ImageDetails, { candidates }: CandidatesHere): string[] {
  const best = candidates.filter(({ hasPrediction }) => hasPrediction).slice(0, 2);
  return [cellCount === null ? 'image' : 'truth', ...best.map(({ word }) => word)];
}

/** What the panels of a mode show. */
function panelsOf(words: readonly string[], mode: CompareMode): readonly string[] {
  const candidates = candidatesIn(words);
  switch (mode) {
    case 'grid':
      return words;
    case 'swipe':
      return words.length > 1 ? words.slice(0, 2) : [...words, 'image'];
    case 'flicker':
      return words.slice(0, 1);
    case 'diff':
      return candidates.length > 0 ? candidates : words;
    case 'map':
      return [consensusWord, words.includes('truth') ? 'truth' : 'image'];
  }
}

function Head({ image }: Pick<CompareViewProps, 'image'>): ReactNode {
  const { dataset, name, width, height } = image;
  const words = [cellsLine(image), ...kindOf(image), `${String(width)} × ${String(height)} px`];
  return (
    <PageHead
      title="Compare"
      tab={`Compare ${name}`}
      above={
        <Link to="/images/$dataset/$name" params={{ dataset, name }}>
          {name}
        </Link>
      }
    >
      <p className="page-head-facts">{words.join(' · ')}</p>
    </PageHead>
  );
}

interface HeatProps {
  readonly viewed: Viewed;
  readonly threshold: number;
  readonly selection: CellRef | null;
  readonly onSelect: (cell: number) => void;
}

/** Cell by candidate, under the panels. */
function Heat({ viewed: { model }, threshold, selection, onSelect }: HeatProps): ReactNode {
  const calm = useDeferredValue(threshold);
  const rows = useMemo(() => (model ? heatRows(model.at(calm)) : []), [model, calm]);
  if (!model || rows.length === 0) return null;
  const names = model.data.predictions?.map(({ name }) => name) ?? [];
  return (
    <section className="viewing-wide">
      <h2>Cell by candidate</h2>
      <p className="viewing-note">
        IoU of each cell with its match; the cells on which candidates differ most come first. Select a row to see it in
        all panels.
      </p>
      <HeatMap
        rows={rows}
        names={names}
        selected={selection?.segmentation === 0 ? selection.cell : 0}
        onSelect={onSelect}
      />
    </section>
  );
}
