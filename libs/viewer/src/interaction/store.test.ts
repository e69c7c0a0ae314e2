import { ndArray } from '@cellboard/labels';

import { FLAGS, STATUS_BITS } from '../cells/cell-table.ts';
import { drawn } from '../cells/drawn.fixture.ts';
import { STATUSES } from '../cells/status.ts';
import { MARGIN, pixelLookup } from '../view/pixel-lookup.ts';
import { between } from './glide.ts';
import { swipeLayout } from './grid-layout.ts';
import { cellInWords } from './readout.ts';
import { initialState, type ViewerState } from './state.ts';
import { ViewerStore } from './store.ts';
import { DATA, LAYOUT, model } from './viewer.fixture.ts';

function store({ reducedMotion = true, state }: { reducedMotion?: boolean; state?: ViewerState } = {}): ViewerStore {
  const made = new ViewerStore(model(), state, { reducedMotion: () => reducedMotion });
  made.setLayout(LAYOUT);
  return made;
}

const selected = (table: Uint8Array) =>
  [...table.keys()].filter((at) => at % 4 === 3 && (table[at]! & FLAGS.selected) !== 0).map((at) => (at - 3) / 4);

describe('a store', () => {
  it('starts with a panel for each segmentation', () => {
    expect(store().state.panels.map(({ segmentation }) => segmentation)).toEqual([0, 1, 2]);
  });

  it('finds the cell of the screen pixel under the pointer, not of its corner', () => {
    // 50/3 screen pixels an image pixel: screen pixel 16 shows column 0 and 1, its middle column 0.
    const made = new ViewerStore(model(), undefined, { reducedMotion: () => true });
    made.setLayout({ width: 9, height: 9, rects: [{ x: 0, y: 0, width: 4, height: 4 }], ratio: 1 });
    const cells = [0, 1, 2, 3].map((x) => made.cellIn({ panel: 0, point: { x, y: 0.9 } })?.cell);
    const { view, rect, size } = made.scene().panels[0]!;
    const { columns, rows } = pixelLookup(view, rect, size);
    const { data } = model().segmentation(0)!.labels.pixels;
    const seen = [0, 1, 2, 3].map((x) => data[rows[MARGIN]! * 6 + columns[MARGIN + x]!]);
    expect(cells.map((cell) => cell ?? 0)).toEqual(seen.map((cell) => cell ?? 0));
  });

  it('shows one place on both sides of a divider', () => {
    const made = store({ state: initialState([0, 1]) });
    made.setLayout(swipeLayout({ area: { width: 60, height: 50 }, share: 0.25, ratio: 1 }));
    const [left, right] = made.scene().panels;
    expect([left!.rect.width, right!.rect.width]).toEqual([15, 45]);
    const columns = [left!, right!].flatMap(({ view, rect, size }) =>
      [...pixelLookup(view, rect, size).columns].slice(MARGIN, -MARGIN),
    );
    const whole = pixelLookup({ x: 3, y: 2.5, scale: 10 }, { width: 60, height: 50 }, left!.size);
    expect(columns).toEqual([...whole.columns].slice(MARGIN, -MARGIN));
    expect(made.cellIn({ panel: 1, point: { x: 45, y: 15 } })).toEqual({ segmentation: 1, cell: 2 });
  });

  it('finds the cell under the pointer, with what is known of it', () => {
    const made = store();
    made.dispatch({ type: 'pointer', at: { panel: 1, point: { x: 45, y: 15 } } });
    expect(made.hovered).toEqual({ segmentation: 1, cell: 2 });
    expect(made.facts({ segmentation: 1, cell: 2 })).toEqual({
      cell: 2,
      id: 7,
      status: 'matched',
      partner: 2,
      iou: 0.5,
      area: 4,
      areaUm2: 1,
    });
    made.dispatch({ type: 'pointer', at: { panel: 1, point: { x: 25, y: 25 } } });
    expect(made.hovered).toBeNull();
    expect(made.facts({ segmentation: 1, cell: 99 })).toBeNull();
    expect(made.facts({ segmentation: 7, cell: 1 })).toBeNull();
  });

  it('goes through disagreements, the largest first, and starts anew after the last', () => {
    const made = store();
    const found = Array.from({ length: 5 }, () => made.nextDisagreement()!);
    expect(found.slice(0, 3).map(({ cell }) => cell)).toEqual([1, 3, 4]);
    expect(made.state.panels[2]?.selection).toEqual(found[4]);
    const all = new Set<string>();
    for (let k = 0; k < 20; k++) all.add(JSON.stringify(made.nextDisagreement()));
    expect(all.size).toBeLessThan(20);
  });

  it('has no disagreement without a truth', () => {
    const made = new ViewerStore(
      model({ predictions: [{ name: 'Only', labels: model().segmentation(1)!.labels }] }),
      undefined,
      { reducedMotion: () => true },
    );
    expect(made.nextDisagreement()).toBeNull();
  });

  it('jumps to a cell where motion is reduced, and glides where not', () => {
    const jumping = store();
    jumping.goTo({ segmentation: 0, cell: 4 });
    expect(jumping.state.panels[0]?.view).toMatchObject({ x: 0.5, y: 4 });
    const gliding = store({ reducedMotion: false });
    gliding.goTo({ segmentation: 0, cell: 4 });
    const start = performance.now();
    gliding.scene(start + 100);
    const halfway = gliding.state.panels[0]!.view!;
    expect(halfway.x).toBeGreaterThan(0.5);
    expect(halfway.x).toBeLessThan(3);
    gliding.scene(start + 1000);
    expect(gliding.state.panels).toEqual(jumping.state.panels);
  });

  it('ends a glide when a hand moves the image', () => {
    const made = store({ reducedMotion: false });
    made.goTo({ segmentation: 0, cell: 4 });
    made.dispatch({ type: 'view', panel: 0, view: { x: 3, y: 2, scale: 10 } });
    made.scene(performance.now() + 1000);
    expect(made.state.panels[0]?.view).toEqual({ x: 3, y: 2, scale: 10 });
  });

  it('keeps threshold and view for another image of the same size, and selects nothing in it', () => {
    const made = store();
    made.setThreshold(0.9);
    made.goTo({ segmentation: 0, cell: 4 });
    const view = made.state.panels[0]?.view;
    const next = model({ ...DATA, image: ndArray(new Uint8Array(30), [5, 6, 1]) });
    made.setModel(next);
    expect(made.threshold).toBe(0.9);
    expect(made.at).toBe(next.at(0.9));
    expect(made.state.panels[0]).toEqual({ segmentation: 0, view, channels: null, selection: null });
  });

  it('keeps contrast and a selected truth cell where only the predictions are others', () => {
    const made = store();
    const channels = [{ ...made.model.channels[0]!, gamma: 2 }];
    made.dispatch({ type: 'channels', panel: 0, channels });
    made.dispatch({ type: 'select', panel: 0, cell: { segmentation: 0, cell: 4 } });
    made.setModel(model({ ...DATA, predictions: [] }));
    expect(made.state.panels[0]).toMatchObject({ channels, selection: { segmentation: 0, cell: 4 } });
    expect(made.state.panels[1]).toMatchObject({ channels, segmentation: null });
  });

  it('takes a whole state, such as that of an address, but for the pointer', () => {
    const made = store();
    made.dispatch({ type: 'pointer', at: { panel: 1, point: { x: 45, y: 15 } } });
    made.dispatch({ type: 'restore', state: { ...initialState([2]), mode: 'iou' } });
    expect(made.state).toMatchObject({ mode: 'iou', pointer: { panel: 1 }, panels: [{ segmentation: 2 }] });
  });

  it('shows all of an image of another size, and the image where a segmentation is missing', () => {
    const made = store();
    made.goTo({ segmentation: 0, cell: 4 });
    made.setModel(model({ truth: { name: 'Ground truth', labels: drawn('1.', '.2') } }));
    expect(made.state.panels.map(({ segmentation, view }) => [segmentation, view])).toEqual([
      [0, null],
      [null, null],
      [null, null],
    ]);
    expect(made.scene().panels.map(({ layers }) => layers.length)).toEqual([1, 0, 0]);
  });

  it('calls its subscribers on a change, until they leave', () => {
    const made = store();
    let calls = 0;
    const leave = made.subscribe(() => calls++);
    made.dispatch({ type: 'look', look: { masks: false } });
    leave();
    made.dispatch({ type: 'look', look: { masks: true } });
    expect(calls).toBe(1);
  });
});

describe('a scene', () => {
  it('has the counterparts of a selected cell in every panel', () => {
    const made = store();
    made.dispatch({ type: 'select', panel: 0, cell: { segmentation: 0, cell: 4 } });
    const [truth, merger, finder] = made.scene().panels;
    expect(selected(truth!.layers[0]!.table)).toEqual([4]);
    expect(truth!.layers).toHaveLength(1);
    // Missed: nothing is selected, and its outline is a ghost.
    expect(selected(merger!.layers[0]!.table)).toEqual([]);
    const ghost = merger!.layers[1]!;
    expect([1, 2, 3, 4, 5].filter((cell) => (ghost.table[4 * cell + 3]! & FLAGS.hidden) === 0)).toEqual([4]);
    expect(selected(finder!.layers[0]!.table)).toEqual([3]);
  });

  it('has the outlines of the truth in every other panel on request, also over the image alone', () => {
    const made = store({ state: initialState([0, 1, null]) });
    made.dispatch({ type: 'look', look: { truthOutlines: true, masks: false, outlines: false } });
    const layers = made.scene().panels.map((panel) => panel.layers.map(({ fill, line }) => [fill, line]));
    expect(layers).toEqual([
      [[0, 0]],
      [
        [0, 0],
        [0, 1],
      ],
      [[0, 1]],
    ]);
  });

  it('keeps what did not change, so that it is not drawn again', () => {
    const made = store();
    const before = made.scene();
    made.dispatch({ type: 'lock', name: 'contrast', on: false });
    expect(made.scene().panels.every((panel, k) => panel === before.panels[k])).toBe(true);
    made.dispatch({ type: 'pointer', at: { panel: 1, point: { x: 45, y: 15 } } });
    expect(made.scene().panels.map((panel, k) => panel === before.panels[k])).toEqual([true, false, true]);
    made.dispatch({ type: 'pan', panel: 0, by: { x: 3, y: 0 } });
    const after = made.scene();
    expect(after.panels.map(({ layers }, k) => layers[0] === before.panels[k]?.layers[0])).toEqual([true, false, true]);
    expect(after.panels[0]).not.toBe(before.panels[0]);
  });

  it('draws the truth by what the prediction of the active panel makes of it', () => {
    const made = store();
    const status = () => STATUSES[made.scene().panels[0]!.layers[0]!.table[4 * 1 + 3]! & STATUS_BITS];
    expect(status()).toBe('matched');
    made.dispatch({ type: 'activate', panel: 2 });
    expect(status()).toBe('missed');
    expect(made.facts({ segmentation: 0, cell: 1 })?.status).toBe('missed');
  });

  it('has what is ignored as its uppermost layer, and the missed cells as ghosts on request', () => {
    const ignore = drawn('......', '......', '......', '.....7', '.....7');
    const made = new ViewerStore(model({ ...DATA, ignore }), undefined, { reducedMotion: () => true });
    made.setLayout(LAYOUT);
    made.dispatch({ type: 'look', look: { missed: true } });
    const [truth, merger] = made.scene().panels;
    expect(truth!.layers.map(({ labels }) => labels.cellCount)).toEqual([5, 1]);
    expect(merger!.layers.map(({ labels }) => labels.cellCount)).toEqual([4, 5, 1]);
    const ghosts = merger!.layers[1]!.table;
    expect([1, 2, 3, 4, 5].filter((cell) => (ghosts[4 * cell + 3]! & FLAGS.hidden) === 0)).toEqual([4]);
  });

  it('leaves out channels that are hidden', () => {
    const made = store();
    const [channel] = made.model.channels;
    made.dispatch({ type: 'channels', panel: 0, channels: [{ ...channel!, hidden: true }] });
    expect(made.scene().panels[0]?.image?.channels).toEqual([]);
    made.dispatch({ type: 'channels', panel: 0, channels: null });
    expect(made.scene().panels[0]?.image?.channels).toEqual([channel]);
  });

  it('is in whole screen pixels on a screen with other pixels', () => {
    const made = store();
    made.setLayout({ ...LAYOUT, ratio: 1.5 });
    const { width, height, unit, panels } = made.scene();
    expect([width, height, unit]).toEqual([282, 75, 2]);
    expect(panels[1]?.rect).toEqual({ x: 96, y: 0, width: 90, height: 75 });
    expect(panels[1]?.view.scale).toBe(15);
  });
});

describe('a cell in words', () => {
  it('of the truth says what became of it in what is shown', () => {
    expect(cellInWords(store(), { segmentation: 0, cell: 3 })).toBe(
      'Ground truth, cell 3: 2 px, 0.5 µm². Merger: merged with cell 2. Finder: matched, IoU 1.00',
    );
  });

  it('of a prediction has status and IoU', () => {
    expect(cellInWords(store(), { segmentation: 1, cell: 4 })).toBe('Merger, cell 9: split, IoU 0.33, 2 px, 0.5 µm²');
    expect(cellInWords(store(), { segmentation: 1, cell: 99 })).toBe('');
  });
});

it('a glide starts and ends where it should, by equal factors of scale', () => {
  const [from, to] = [
    { x: 0, y: 10, scale: 1 },
    { x: 100, y: 10, scale: 16 },
  ];
  expect(between(from, to, 0)).toEqual(from);
  expect(between(from, to, 0.5)).toEqual({ x: 50, y: 10, scale: 4 });
  expect(between(from, to, 1)).toBe(to);
});
