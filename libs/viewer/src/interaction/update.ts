import { clampView, fitView, pan, zoom, type View } from '../view/view.ts';
import type { FrameOf, LockName, PanelState, ViewerAction, ViewerState } from './state.ts';

/** What a part of a panel is locked by. */
const LOCK_OF = { view: 'view', channels: 'contrast', selection: 'selection' } as const;

/** The state after an action. An action on a panel that does not exist changes nothing. */
export function update(state: ViewerState, action: ViewerAction, frameOf: FrameOf): ViewerState {
  if ('panel' in action) return state.panels[action.panel] ? updatePanel(state, action, frameOf) : state;
  switch (action.type) {
    case 'pointer':
      return { ...state, pointer: action.at };
    case 'lock':
      return locked(state, action.name, action.on);
    case 'look':
      return { ...state, ...action.look };
    case 'restore':
      return {
        ...action.state,
        pointer: state.pointer,
        active: Math.min(action.state.active, action.state.panels.length - 1),
      };
  }
}

type PanelAction = Extract<ViewerAction, { readonly panel: number }>;

function updatePanel(state: ViewerState, action: PanelAction, frameOf: FrameOf): ViewerState {
  const { panel } = action;
  switch (action.type) {
    case 'pan':
      return changed(state, panel, { view: pan(viewOfPanel(state, panel, frameOf), action.by, frameOf(panel)) });
    case 'zoom':
      return changed(state, panel, { view: zoom(viewOfPanel(state, panel, frameOf), action, frameOf(panel)) });
    case 'view':
      return changed(state, panel, { view: action.view });
    case 'select':
      return changed(activated(state, panel), panel, { selection: action.cell });
    case 'channels':
      return changed(state, panel, { channels: action.channels });
    case 'segmentation':
      return withPanel(state, panel, { segmentation: action.index });
    case 'activate':
      return activated(state, panel);
  }
}

/**
 * The view of a panel, also where it is that of the whole image. One that does not fit the panel or the image, such as
 * from an address, becomes the nearest that does.
 */
export function viewOfPanel(state: ViewerState, panel: number, frameOf: FrameOf): View {
  const view = state.panels[panel]?.view;
  return view ? clampView(view, frameOf(panel)) : fitView(frameOf(panel));
}

function activated(state: ViewerState, panel: number): ViewerState {
  return state.active === panel ? state : { ...state, active: panel };
}

/** Changes a panel, and all others where that part of them is locked. */
function changed(state: ViewerState, panel: number, part: Partial<PanelState>): ViewerState {
  const isLocked = Object.entries(LOCK_OF).some(([name, lock]) => name in part && state.locks[lock]);
  if (!isLocked) return withPanel(state, panel, part);
  return { ...state, panels: state.panels.map((each) => ({ ...each, ...part })) };
}

function withPanel(state: ViewerState, panel: number, part: Partial<PanelState>): ViewerState {
  return { ...state, panels: state.panels.map((each, k) => (k === panel ? { ...each, ...part } : each)) };
}

/** With a lock that is closed, all panels take what the active one has. */
function locked(state: ViewerState, name: LockName, on: boolean): ViewerState {
  const locks = { ...state.locks, [name]: on };
  const model = state.panels[state.active];
  if (!on || !model) return { ...state, locks };
  const { view, channels, selection } = model;
  const part = { view: { view }, contrast: { channels }, selection: { selection } }[name];
  return { ...state, locks, panels: state.panels.map((each) => ({ ...each, ...part })) };
}
