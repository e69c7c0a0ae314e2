import fc from 'fast-check';

import { colourMap } from '../image/colour-map.ts';
import { initialState, type LockName, type ViewerAction, type ViewerState } from './state.ts';
import { update, viewOfPanel } from './update.ts';

const frameOf = () => ({ panel: { width: 100, height: 100 }, image: { width: 50, height: 50 } });
const after = (...actions: ViewerAction[]): ViewerState =>
  actions.reduce((state, action) => update(state, action, frameOf), initialState([0, 1, null]));
const views = (state: ViewerState) => state.panels.map((_, panel) => viewOfPanel(state, panel, frameOf));
const unlock = (name: LockName): ViewerAction => ({ type: 'lock', name, on: false });

const zoom: ViewerAction = { type: 'zoom', panel: 1, factor: 2, about: { x: 50, y: 50 } };

describe('linked panels', () => {
  it('start with all of the image', () => {
    expect(views(after())).toEqual(new Array(3).fill({ x: 25, y: 25, scale: 2 }));
  });

  it('move and zoom together', () => {
    const moved = { x: 22.5, y: 25, scale: 4 };
    expect(views(after(zoom, { type: 'pan', panel: 0, by: { x: 10, y: 0 } }))).toEqual([moved, moved, moved]);
  });

  it('show the nearest view that there is where another is asked for, as in an address', () => {
    const view = { x: 1e9, y: -3, scale: 1e9 };
    expect(views(after({ type: 'view', panel: 0, view }))[0]).toEqual({ x: 50, y: 0, scale: 64 });
  });

  it('move alone where the view is not locked', () => {
    expect(views(after(unlock('view'), zoom)).map(({ scale }) => scale)).toEqual([2, 4, 2]);
  });

  it('take the view of the active panel when it is locked again', () => {
    const state = after(unlock('view'), zoom, { type: 'activate', panel: 1 }, { type: 'lock', name: 'view', on: true });
    expect(views(state).map(({ scale }) => scale)).toEqual([4, 4, 4]);
  });

  it('share contrast and selection unless these are not locked', () => {
    const channels = [{ channel: 0, map: colourMap('viridis'), limits: { low: 1, high: 2 }, gamma: 1 }];
    const change: ViewerAction = { type: 'channels', panel: 2, channels };
    const select: ViewerAction = { type: 'select', panel: 2, cell: { segmentation: 0, cell: 3 } };
    expect(after(change, select).panels[0]).toMatchObject({ channels, selection: { segmentation: 0, cell: 3 } });
    const apart = after(unlock('contrast'), unlock('selection'), change, select).panels;
    expect(apart[0]).toMatchObject({ channels: null, selection: null });
    expect(apart[2]).toMatchObject({ channels, selection: { segmentation: 0, cell: 3 } });
  });

  it('switch their segmentation alone, and the view stays', () => {
    const state = after(zoom, { type: 'segmentation', panel: 0, index: 1 });
    expect(state.panels.map(({ segmentation }) => segmentation)).toEqual([1, 1, null]);
    expect(views(state)).toEqual(views(after(zoom)));
  });

  it('are not touched by an action on a panel that does not exist', () => {
    const state = after();
    expect(update(state, { ...zoom, panel: 9 }, frameOf)).toBe(state);
    expect(update(state, { type: 'activate', panel: -1 }, frameOf)).toBe(state);
  });

  it('with a locked view, always show the same', () => {
    const panel = fc.nat(2);
    const point = fc.record({ x: fc.integer({ min: -99, max: 99 }), y: fc.integer({ min: -99, max: 99 }) });
    const action = fc.oneof(
      fc.record({ type: fc.constant('pan' as const), panel, by: point }),
      fc.record({ type: fc.constant('zoom' as const), panel, factor: fc.constantFrom(0.5, 0.9, 1.3, 4), about: point }),
      fc.record({ type: fc.constant('activate' as const), panel }),
      fc.record({ type: fc.constant('segmentation' as const), panel, index: fc.constantFrom(0, 1, null) }),
      fc.record({ type: fc.constant('view' as const), panel, view: fc.constant(null) }),
    );
    fc.assert(
      fc.property(fc.array(action), (actions) => {
        expect(new Set(views(after(...actions)).map((view) => JSON.stringify(view))).size).toBe(1);
      }),
      { seed: 12, numRuns: 200 },
    );
  });
});
