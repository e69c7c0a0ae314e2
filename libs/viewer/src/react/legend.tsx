import { colourMap, STEPS } from '../image/colour-map.ts';
import { LOOKS, PERIOD, type CellStatus } from '../cells/status.ts';
import type { ViewerStore } from '../interaction/store.ts';
import { useStore } from './use-store.ts';

const COMPARED: readonly CellStatus[] = ['matched', 'missed', 'invented', 'split', 'merged', 'boundary'];
const WITH_IGNORED: readonly CellStatus[] = [...COMPARED, 'ignored'];

/** What the lines of cells say, where cells are compared with a truth. */
export function Legend({ store }: { store: ViewerStore }) {
  const isCompared = useStore(store, ({ model }) => model.agreements.length > 0);
  const mode = useStore(store, ({ state }) => state.mode);
  const isIgnoring = useStore(store, ({ model }) => model.ignoreTable !== undefined);
  if (!isCompared) return null;
  return (
    <ul className="viewer-legend" aria-label="Lines and colours">
      {(mode === 'iou' || mode === 'consensus') && <Scale mode={mode} />}
      {(isIgnoring ? WITH_IGNORED : COMPARED).map((status) => (
        <li key={status}>
          <LineSample status={status} coloured={mode === 'status'} />
          {LOOKS[status].name}
        </li>
      ))}
    </ul>
  );
}

/** What the ends of a scale of colours say. */
const ENDS = { iou: ['IoU 0', '1'], consensus: ['found by none', 'by all'] } as const;

/** Colours from one end of the scale to the other, as CSS takes them. */
const GRADIENT = Array.from({ length: 9 }, (_, k) => {
  const at = Math.round((k * (STEPS - 1)) / 8) * 3;
  return `rgb(${[...colourMap('cividis').subarray(at, at + 3)].join(' ')})`;
}).join(', ');

/** The scale of colours where they show a number. */
function Scale({ mode }: { mode: keyof typeof ENDS }) {
  const [from, to] = ENDS[mode];
  return (
    <li>
      {from}
      <span
        aria-hidden="true"
        style={{ width: 96, height: 10, borderRadius: 2, background: `linear-gradient(to right, ${GRADIENT})` }}
      />
      {to}
    </li>
  );
}

/** Length of a sample: a pattern and a half. */
const LENGTH = PERIOD * 1.5;

/** A line as it is drawn around cells; in their colour only where colours show what became of them. */
function LineSample({ status, coloured }: { status: CellStatus; coloured: boolean }) {
  const { colour, dashes } = LOOKS[status];
  // Of an odd number of lengths, SVG makes another pattern.
  const pattern = dashes.length % 2 === 0 ? dashes.join(' ') : undefined;
  const stroke = coloured ? `rgb(${colour.join(' ')})` : '#fff';
  return (
    <svg width={LENGTH} height="8" aria-hidden="true">
      <rect width={LENGTH} height="8" rx="1" fill="#1b1b1b" />
      <path d={`M0 4h${LENGTH}`} stroke={stroke} strokeWidth="2" strokeDasharray={pattern} />
    </svg>
  );
}
