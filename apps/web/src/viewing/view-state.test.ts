import { colourMap, initialState, type PanelState, type ViewerState } from '@cellboard/viewer';
import fc from 'fast-check';
import { model, words } from './testing.fixture.ts';
import { candidatesIn, ViewSearch, viewSearchDefaults, wordsOf } from './view-search.ts';
import { cellWord, partOf, stateOf, type Shown, type ViewPart } from './view-state.ts';
import { WrittenView } from './written-view.ts';

const shown: Shown = { model, words, panels: ['image', 'truth', 'finder/v2'] };
const usual = initialState([null, 0, 2]);

/** What comes back after a view was written into an address and read from it. */
function passed(state: ViewerState): ViewerState {
  const part = partOf(state, shown);
  const address = new URLSearchParams(Object.entries(part).map(([key, value]) => [key, String(value)]));
  return stateOf(ViewSearch.parse(Object.fromEntries(address)), shown);
}

describe('the address of a view', () => {
  it('is empty for a view as it is at first', () => {
    const { m: _m, t: _t, ...part } = viewSearchDefaults;
    expect(partOf(usual, shown)).toEqual(part);
    expect(stateOf(part, shown)).toEqual(usual);
  });

  it('names what is shown, where, how and what is selected', () => {
    const channels = [{ ...model.channels[0]!, map: colourMap('cyan'), limits: { low: 100, high: 2000 }, gamma: 1.2 }];
    const panels = usual.panels.map((panel) => ({
      ...panel,
      view: { x: 3.14159, y: 2, scale: 8 },
      channels,
      selection: { segmentation: 0, cell: 4 },
    }));
    const locks = { view: true, contrast: false, selection: true };
    const state = { ...usual, panels, locks, mode: 'status', masks: false, missed: true, fill: 0.5 } as const;
    expect(partOf(state, shown)).toEqual({
      p: '',
      xy: '3.14,2',
      z: 8,
      color: 'status',
      style: 'no-masks,missed,fill-50',
      ch: '0:cyan:100..2000:g1.2',
      cell: 'truth:4',
      on: 0,
      apart: 'contrast',
    });
    const back = passed(state);
    expect({ ...back, panels: [] }).toEqual({ ...state, panels: [] });
    expect(back.panels[1]).toEqual({ ...panels[1], view: { x: 3.14, y: 2, scale: 8 } });
  });

  it('keeps what each panel has for itself, and which one is active', () => {
    const channels = [{ ...model.channels[0]!, map: colourMap('cyan') }];
    const [first, second, third] = usual.panels as [PanelState, PanelState, PanelState];
    const panels = [
      { ...first, view: { x: 12, y: 30.5, scale: 4 } },
      { ...second, channels, selection: { segmentation: 0, cell: 4 } },
      { ...third, view: { x: 1, y: 2, scale: 0.5 }, selection: { segmentation: 2, cell: 1 } },
    ];
    const state = { ...usual, panels, active: 2, locks: { view: false, contrast: false, selection: false } };
    const part = partOf(state, shown);
    expect(part).toMatchObject({ xy: '12,30.5,4__1,2,0.5', z: 0, on: 2, apart: 'view,contrast,selection' });
    expect(part.cell).toMatch(/^_truth:4_finder\/v2:\d+$/);
    expect(passed(state)).toEqual(state);
  });

  it('says which panel shows what, where that was changed', () => {
    const panels = usual.panels.map((panel, k) => ({ ...panel, segmentation: k === 0 ? 2 : panel.segmentation }));
    expect(partOf({ ...usual, panels }, shown).p).toBe('2,1,2');
    expect(passed({ ...usual, panels }).panels.map(({ segmentation }) => segmentation)).toEqual([2, 0, 2]);
  });

  it('names cells by the ids of their file', () => {
    expect(cellWord({ segmentation: 1, cell: 3 }, shown)).toBe('merger/default:9');
    expect(cellWord({ segmentation: 7, cell: 3 }, shown)).toBe('');
    const { m: _m, t: _t, ...part } = viewSearchDefaults;
    expect(stateOf({ ...part, cell: 'truth:77' }, shown).panels[0]?.selection).toBeNull();
    expect(stateOf({ ...part, cell: 'other/one:1' }, shown).panels[0]?.selection).toBeNull();
  });

  it('comes back as it was, whatever was changed', () => {
    const place = fc.integer({ min: 0, max: 5000 }).map((hundredths) => hundredths / 100);
    const views = fc.option(
      fc.record({ x: place, y: place, scale: fc.integer({ min: 1, max: 6400 }).map((parts) => parts / 100) }),
    );
    const states = fc.record({
      view: views,
      masks: fc.boolean(),
      outlines: fc.boolean(),
      truthOutlines: fc.boolean(),
      missed: fc.boolean(),
      fill: fc.integer({ min: 0, max: 20 }).map((parts) => parts / 20),
      line: fc.integer({ min: 1, max: 4 }),
      mode: fc.constantFrom('cell', 'status', 'iou', 'consensus'),
      cell: fc.option(fc.integer({ min: 1, max: 4 })),
    });
    fc.assert(
      fc.property(states, ({ view, cell, ...look }) => {
        const selection = cell === null ? null : { segmentation: 0, cell };
        const state: ViewerState = {
          ...usual,
          ...look,
          panels: usual.panels.map((panel) => ({ ...panel, view, selection })),
        };
        expect(passed(state)).toEqual(state);
      }),
      { seed: 4, numRuns: 100 },
    );
  });
});

describe('the words of an address', () => {
  it.each([
    ['m', 'truth,otsu-watershed/default'],
    ['t', 0.65],
    ['cell', 'cellpose/cyto3:57'],
    ['cell', '_truth:5_'],
    ['xy', '1,2,3_4,5.5,6'],
    ['xy', '_4,5.5,6'],
    ['ch', '0:grey:-1.5..3e+5,2:cyan:0..1:off'],
  ])('%s=%s is kept', (key, value) => {
    expect(ViewSearch.parse({ [key]: String(value) })).toEqual({ ...viewSearchDefaults, [key]: value });
  });

  it.each([
    ['m', 'Truth'],
    ['m', new Array(10).fill('truth').join()],
    ['p', '9'],
    ['xy', '1'],
    ['xy', '_'.repeat(9)],
    ['on', '9'],
    ['xy', '-1,2'],
    ['z', '65'],
    ['z', 'x'],
    ['t', '0.05'],
    ['t', '1'],
    ['color', 'red'],
    ['style', '<b>'],
    ['ch', 'x'],
    ['cell', 'truth'],
    ['cell', 'truth:x'],
    ['apart', 'all'],
  ])('%s=%s falls back', (key, value) => {
    expect(ViewSearch.parse({ [key]: value })).toEqual(viewSearchDefaults);
  });

  it('are the usual ones where there are none, and name candidates once', () => {
    expect(wordsOf({ m: '' }, ['truth'])).toEqual(['truth']);
    expect(candidatesIn(wordsOf({ m: 'truth,a/b,image,a/b,c/d' }, []))).toEqual(['a/b', 'c/d']);
  });
});

describe('a view and its address', () => {
  const { m: _m, t: _t, ...part } = viewSearchDefaults;
  const moved = (x: number): ViewerState => ({
    ...usual,
    panels: usual.panels.map((panel) => ({ ...panel, view: { x, y: 2, scale: 8 } })),
  });

  /** One that is on the page. */
  function written(isComplete = true) {
    const [parts, restored]: [ViewPart[], ViewerState[]] = [[], []];
    const view = new WrittenView(part, 40);
    const update = (now: Partial<Shown> & { part?: ViewPart } = {}): void => {
      view.update({
        ...{ ...shown, part, isComplete, ...now },
        onPart: (next) => parts.push(next),
        restore: (state) => restored.push(state),
      });
    };
    update();
    return { view, parts, restored, update };
  }
  /** Longer than a view rests before it is written. */
  const pass = (): Promise<void> => new Promise((done) => setTimeout(done, 150));

  it('is written once it rests, with the numbers that others will see', async () => {
    const { view, parts, restored } = written();
    for (let x = 1; x <= 20; x++) view.report(moved(x + 1 / 3));
    expect(parts).toEqual([]);
    await pass();
    expect(parts).toMatchObject([{ xy: '20.33,2', z: 8 }]);
    expect(restored.map(({ panels }) => panels[0]?.view)).toEqual([{ x: 20.33, y: 2, scale: 8 }]);
    expect(parts).toHaveLength(1);
  });

  it('is not written while a pointer is down, however long', async () => {
    const { view, parts } = written();
    view.hold(true);
    view.report(moved(1));
    await pass();
    expect(parts).toEqual([]);
    view.hold(false);
    await pass();
    expect(parts).toHaveLength(1);
  });

  it('follows the address, also where the view was not written yet', async () => {
    const { view, parts, restored, update } = written();
    view.report(moved(1));
    update({ part: { ...part, xy: '5,6', z: 4 } });
    view.follow();
    await pass();
    expect(parts).toEqual([]);
    expect(restored.at(-1)?.panels[0]?.view).toEqual({ x: 5, y: 6, scale: 4 });
  });

  it('stays as it is where another model has the same segmentations in another order', () => {
    const { view, restored, update } = written();
    view.report({ ...moved(1), panels: moved(1).panels.map((panel) => ({ ...panel, segmentation: 2 })) });
    update({ words: [...words].reverse() });
    view.follow();
    const at = [...words].reverse().indexOf(words[2] ?? '');
    expect(restored.at(-1)?.panels.map(({ segmentation }) => segmentation)).toEqual([at, at, at]);
  });

  it('gives up nothing of the address until all that it names is there', async () => {
    const { view, parts, restored, update } = written(false);
    update({ part: { ...part, cell: 'finder/v2:2' } });
    view.follow();
    view.report(moved(3));
    await pass();
    expect(parts).toEqual([]);
    view.follow();
    expect(restored.at(-1)?.panels[0]?.selection).toEqual({ segmentation: 2, cell: 1 });
  });

  it('keeps what panels that are not there yet will have, and what was moved meanwhile', () => {
    const { view, restored, update } = written(false);
    const asked = { ...part, xy: '1,1,4_2,2,5_3,3,6', on: 2, apart: 'view' };
    update({ part: asked, panels: ['truth'] });
    view.follow();
    const [first] = restored;
    view.report(first!);
    update({ part: asked });
    view.follow();
    expect(restored.at(-1)).toMatchObject({ active: 2, panels: [1, 2, 3].map((x) => ({ view: { x } })) });
    const panels = restored.at(-1)!.panels.map((panel) => ({ ...panel, view: { x: 5, y: 2, scale: 8 } }));
    view.report({ ...restored.at(-1)!, panels });
    view.follow();
    expect(restored.at(-1)).toMatchObject({ active: 2, panels: [5, 5, 5].map((x) => ({ view: { x } })) });
  });
});
