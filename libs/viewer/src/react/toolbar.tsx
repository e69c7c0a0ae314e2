import type { ColourMode } from '../cells/cell-table.ts';
import type { ViewerStore } from '../interaction/store.ts';
import type { LockName, Look } from '../interaction/state.ts';
import { useStore } from './use-store.ts';

const LOCKS: readonly (readonly [LockName, string])[] = [
  ['view', 'View'],
  ['contrast', 'Contrast'],
  ['selection', 'Selection'],
];

type Switch = 'masks' | 'outlines' | 'truthOutlines' | 'missed';

const SWITCHES: readonly (readonly [Switch, string, string])[] = [
  ['masks', 'Masks', 'X'],
  ['outlines', 'Outlines', 'Z'],
  ['truthOutlines', 'Truth everywhere', 'T'],
  ['missed', 'Missed cells', 'M'],
];

/** Switches for what is drawn, and a lock each for what panels have in common. */
export function Toolbar({ store }: { store: ViewerStore }) {
  const several = useStore(store, ({ state }) => state.panels.length > 1);
  const hasTruth = useStore(store, ({ model }) => model.data.truth !== undefined);
  const isCompared = useStore(store, ({ model }) => model.agreements.length > 0);
  const switches = SWITCHES.filter(([name]) => hasTruth || name !== 'truthOutlines').filter(
    ([name]) => isCompared || name !== 'missed',
  );
  return (
    <div className="viewer-toolbar" role="group" aria-label="What is shown">
      <button
        type="button"
        onClick={() => {
          fit(store);
        }}
        title="0"
      >
        Whole image
      </button>
      {switches.map(([name, label, key]) => (
        <LookButton key={name} store={store} name={name} label={label} shortcut={key} />
      ))}
      {isCompared && <ModeSelect store={store} />}
      <OpacityField store={store} />
      {several && (
        <span className="viewer-locks" role="group" aria-label="The same in all panels">
          {LOCKS.map(([name, label]) => (
            <LockButton key={name} store={store} name={name} label={label} />
          ))}
        </span>
      )}
    </div>
  );
}

const MODES: readonly (readonly [ColourMode, string])[] = [
  ['cell', 'each cell'],
  ['status', 'found or missed'],
  ['iou', 'IoU'],
  ['consensus', 'how many found it'],
];

function ModeSelect({ store }: { store: ViewerStore }) {
  const shown = useStore(store, ({ state }) => state.mode);
  const several = useStore(store, ({ model }) => model.agreements.length > 1);
  return (
    <label className="viewer-field">
      Colours show
      <select
        value={shown}
        onChange={({ target }) => {
          const chosen = MODES.find(([mode]) => mode === target.value);
          if (chosen) store.dispatch({ type: 'look', look: { mode: chosen[0] } });
        }}
      >
        {MODES.filter(([mode]) => several || mode !== 'consensus').map(([mode, name]) => (
          <option key={mode} value={mode}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function OpacityField({ store }: { store: ViewerStore }) {
  const fill = useStore(store, ({ state }) => state.fill);
  return (
    <label className="viewer-field">
      Opacity
      <input
        type="range"
        min="0"
        max="1"
        step="0.05"
        value={fill}
        onChange={({ target }) => {
          store.dispatch({ type: 'look', look: { fill: target.valueAsNumber } });
        }}
      />
    </label>
  );
}

function fit(store: ViewerStore): void {
  store.dispatch({ type: 'view', panel: store.state.active, view: null });
}

interface LookButtonProps {
  store: ViewerStore;
  name: Switch;
  label: string;
  shortcut: string;
}

function LookButton({ store, name, label, shortcut }: LookButtonProps) {
  const on = useStore(store, ({ state }) => state[name]);
  const look: Partial<Look> = { [name]: !on };
  return (
    <button
      type="button"
      aria-pressed={on}
      aria-keyshortcuts={shortcut}
      title={shortcut}
      onClick={() => {
        store.dispatch({ type: 'look', look });
      }}
    >
      {label}
    </button>
  );
}

function LockButton({ store, name, label }: { store: ViewerStore; name: LockName; label: string }) {
  const on = useStore(store, ({ state }) => state.locks[name]);
  return (
    <button
      type="button"
      aria-pressed={on}
      title={on ? `${label}: the same in all panels` : `${label}: each panel has its own`}
      onClick={() => {
        store.dispatch({ type: 'lock', name, on: !on });
      }}
    >
      <Padlock open={!on} />
      {label}
    </button>
  );
}

function Padlock({ open }: { open: boolean }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="13"
      height="13"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
    >
      <rect x="3" y="7" width="10" height="7" rx="1.5" fill={open ? 'none' : 'currentColor'} />
      <path d={open ? 'M5.5 7V4.5a2.5 2.5 0 0 1 4.8-1' : 'M5.5 7V4.5a2.5 2.5 0 0 1 5 0V7'} />
    </svg>
  );
}
