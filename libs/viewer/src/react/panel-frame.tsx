import { useLayoutEffect, useRef } from 'react';

import type { ViewerStore } from '../interaction/store.ts';
import { viewOfPanel } from '../interaction/update.ts';
import { scaleBar } from '../view/scale-bar.ts';
import { toImage, toScreen, type Point } from '../view/view.ts';
import { PanelHandle, type MovePanel } from './panel-handle.tsx';
import { useStore } from './use-store.ts';

interface PanelProps {
  store: ViewerStore;
  panel: number;
}

/** What lies over the picture of a panel: its name, a scale bar, and where the pointer is in another panel. */
export function PanelFrame({ store, panel, onMove }: PanelProps & { onMove: MovePanel | undefined }) {
  const rect = useStore(store, ({ layout }) => layout.rects[panel]);
  const isActive = useStore(store, ({ state }) => state.panels.length > 1 && state.active === panel);
  if (!rect) return null;
  const { x, y, width, height } = rect;
  return (
    <div className="viewer-panel" data-active={isActive || undefined} style={{ left: x, top: y, width, height }}>
      <div className="viewer-head">
        {onMove && <PanelHandle store={store} panel={panel} onMove={onMove} />}
        <SegmentationSelect store={store} panel={panel} />
      </div>
      <ScaleBarLine store={store} panel={panel} />
      {!rect.frame && <GhostCursor store={store} panel={panel} />}
    </div>
  );
}

function SegmentationSelect({ store, panel }: PanelProps) {
  const shown = useStore(store, ({ state }) => state.panels[panel]?.segmentation ?? null);
  const model = useStore(store, (each) => each.model);
  return (
    <select
      className="viewer-choice"
      aria-label={`Panel ${panel + 1} shows`}
      value={shown ?? 'image'}
      onChange={({ target: { value } }) => {
        store.dispatch({ type: 'segmentation', panel, index: value === 'image' ? null : Number(value) });
      }}
    >
      <option value="image">Image only</option>
      {model.segmentations.map(({ index, name }) => (
        <option key={index} value={index}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** Longest scale bar in CSS pixels. */
const LONGEST = 110;

function ScaleBarLine({ store, panel }: PanelProps) {
  const scale = useStore(store, ({ state, frameOf }) => viewOfPanel(state, panel, frameOf).scale);
  const pixelUm = useStore(store, ({ model }) => model.data.pixelSize?.x);
  const { length, label } = scaleBar({ scale, longest: LONGEST, pixelUm });
  return (
    <div className="viewer-scale" title={pixelUm === undefined ? 'The size of a pixel is not known.' : undefined}>
      <span className="viewer-scale-line" style={{ width: length }} />
      {label}
    </div>
  );
}

/** Follows the pointer without drawing anything again: it moves with every event. */
function GhostCursor({ store, panel }: PanelProps) {
  const mark = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const follow = () => {
      const place = ghostPlace(store, panel);
      if (!mark.current) return;
      mark.current.hidden = place === null;
      if (place) mark.current.style.transform = `translate(${place.x}px, ${place.y}px)`;
    };
    follow();
    return store.subscribe(follow);
  }, [store, panel]);
  return <span ref={mark} className="viewer-ghost" hidden aria-hidden="true" />;
}

/** Where a panel shows what is under the pointer in another one; null where it does not. */
function ghostPlace({ state, frameOf }: ViewerStore, panel: number): Point | null {
  const { pointer } = state;
  if (!pointer || pointer.panel === panel || !state.locks.view) return null;
  const [from, to] = [frameOf(pointer.panel), frameOf(panel)];
  const point = toImage(viewOfPanel(state, pointer.panel, frameOf), from.panel, pointer.point);
  const place = toScreen(viewOfPanel(state, panel, frameOf), to.panel, point);
  const isInside = place.x >= 0 && place.y >= 0 && place.x <= to.panel.width && place.y <= to.panel.height;
  return isInside ? place : null;
}
