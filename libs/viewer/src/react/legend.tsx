import { LOOKS, PERIOD, type CellStatus } from '../cells/status.ts';
import type { ViewerStore } from '../interaction/store.ts';
import { useStore } from './use-store.ts';

const COMPARED: readonly CellStatus[] = ['matched', 'missed', 'invented', 'split', 'merged', 'boundary'];
const WITH_IGNORED: readonly CellStatus[] = [...COMPARED, 'ignored'];

/** What the lines of cells say, where cells are compared with a truth. */
export function Legend({ store }: { store: ViewerStore }) {
  const isCompared = useStore(store, ({ model }) => model.agreements.length > 0);
  const isStatus = useStore(store, ({ state }) => state.mode === 'status');
  const isIgnoring = useStore(store, ({ model }) => model.ignoreTable !== undefined);
  if (!isCompared) return null;
  return (
    <ul className="viewer-legend" aria-label="Lines">
      {(isIgnoring ? WITH_IGNORED : COMPARED).map((status) => (
        <li key={status}>
          <LineSample status={status} coloured={isStatus} />
          {LOOKS[status].name}
        </li>
      ))}
    </ul>
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
