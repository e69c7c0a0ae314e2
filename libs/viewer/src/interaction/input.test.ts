import { bestColumns } from '../react/best-columns.ts';
import { Gestures, wheelFactor, type Move } from './gestures.ts';
import { gridLayout } from './grid-layout.ts';
import { keyCommand, type KeyPress } from './keys.ts';
import { initialState } from './state.ts';
import { model } from './viewer.fixture.ts';

describe('keys', () => {
  const frameOf = () => ({ panel: { width: 100, height: 80 }, image: { width: 50, height: 50 } });
  const state = { ...initialState([0, 1, null]), active: 1 };
  const command = (press: KeyPress, of = state) => keyCommand(press, { state: of, model: model(), frameOf });

  it.each([
    ['ArrowLeft', { type: 'pan', panel: 1, by: { x: 50, y: 0 } }],
    ['ArrowDown', { type: 'pan', panel: 1, by: { x: 0, y: -50 } }],
    ['+', { type: 'zoom', panel: 1, factor: 1.25, about: { x: 50, y: 40 } }],
    ['-', { type: 'zoom', panel: 1, factor: 0.8, about: { x: 50, y: 40 } }],
    ['0', { type: 'view', panel: 1, view: null }],
    ['x', { type: 'look', look: { masks: false } }],
    ['X', { type: 'look', look: { masks: false } }],
    ['z', { type: 'look', look: { outlines: false } }],
    ['t', { type: 'look', look: { truthOutlines: true } }],
    ['a', { type: 'image', by: -1 }],
    ['d', { type: 'image', by: 1 }],
    ['n', { type: 'disagreement' }],
    ['3', { type: 'activate', panel: 2 }],
    ['m', { type: 'look', look: { missed: true } }],
    ['Escape', null],
    [' ', { type: 'segmentation', panel: 1, index: 2 }],
    ['q', null],
    ['Tab', null],
  ])('%s', (key, expected) => {
    expect(command({ key })).toEqual(expected);
  });

  it('go round the segmentations, both ways and from the image alone', () => {
    const at = (active: number, shiftKey = false) => command({ key: ' ', shiftKey }, { ...state, active });
    expect(at(0, true)).toMatchObject({ index: 2 });
    expect(at(1, true)).toMatchObject({ index: 0 });
    expect(at(2)).toMatchObject({ index: 0 });
    expect(at(2, true)).toMatchObject({ index: 2 });
  });

  it('select nothing where something is selected', () => {
    const panels = state.panels.map((panel) => ({ ...panel, selection: { segmentation: 0, cell: 1 } }));
    expect(command({ key: 'Escape' }, { ...state, panels })).toEqual({ type: 'select', panel: 1, cell: null });
  });

  it('of the browser stay with the browser', () => {
    expect(command({ key: 'a', ctrlKey: true })).toBeNull();
    expect(command({ key: 'd', metaKey: true })).toBeNull();
    expect(command({ key: 'ArrowLeft', altKey: true })).toBeNull();
  });
});

describe('gestures', () => {
  it('a press without a move is a click, also when the hand trembles', () => {
    const hand = new Gestures();
    hand.press(1, { x: 10, y: 10 });
    for (let k = 0; k < 20; k++) expect(hand.move(1, { x: 10 + (k % 3), y: 10 })).toEqual([]);
    expect(hand.release(1)).toBe(true);
    hand.cancel(1);
    hand.press(2, { x: 0, y: 0 });
    expect(hand.release(2)).toBe(true);
  });

  it('one pointer moves the image', () => {
    const hand = new Gestures();
    hand.press(1, { x: 10, y: 10 });
    expect(hand.move(1, { x: 20, y: 7 })).toEqual([{ type: 'pan', by: { x: 10, y: -3 } }]);
    expect(hand.release(1)).toBe(false);
    expect(hand.isActive).toBe(false);
  });

  it('two fingers zoom about their middle and move with it', () => {
    const hand = new Gestures();
    hand.press(1, { x: 0, y: 0 });
    hand.press(2, { x: 10, y: 0 });
    const found: Move[] = hand.move(2, { x: 20, y: 0 });
    expect(found).toEqual([
      { type: 'pan', by: { x: 5, y: 0 } },
      { type: 'zoom', factor: 2, about: { x: 10, y: 0 } },
    ]);
    expect([hand.release(1), hand.release(2)]).toEqual([false, false]);
  });

  it('a pointer that is not down, or was taken away, does nothing', () => {
    const hand = new Gestures();
    expect(hand.move(1, { x: 1, y: 1 })).toEqual([]);
    hand.press(1, { x: 0, y: 0 });
    hand.cancel(1);
    expect(hand.release(1)).toBe(false);
  });

  it('the wheel zooms by a fifth for 100 pixels, and as much both ways', () => {
    const [smaller, larger] = [wheelFactor({ deltaY: 100, deltaMode: 0 }), wheelFactor({ deltaY: -100, deltaMode: 0 })];
    expect(larger).toBeCloseTo(1.22, 2);
    expect(smaller * larger).toBeCloseTo(1, 12);
    expect(wheelFactor({ deltaY: 3, deltaMode: 1 })).toBe(wheelFactor({ deltaY: 48, deltaMode: 0 }));
  });
});

describe('a grid', () => {
  it('is as square as possible', () => {
    const layout = gridLayout({ area: { width: 404, height: 304 }, panels: 3, ratio: 1 });
    expect(layout.rects).toEqual([
      { x: 0, y: 0, width: 200, height: 150 },
      { x: 204, y: 0, width: 200, height: 150 },
      { x: 0, y: 154, width: 200, height: 150 },
    ]);
  });

  it('has the columns that make panels largest', () => {
    const across = (width: number, height: number) => bestColumns({ width, height }, 3);
    expect([across(900, 300), across(404, 304), across(300, 900)]).toEqual([3, 2, 1]);
    expect(bestColumns({ width: 0, height: 0 }, 0)).toBe(1);
  });

  it('has the columns that are asked for, and room for a pixel in the smallest place', () => {
    expect(gridLayout({ area: { width: 10, height: 99 }, panels: 3, columns: 1, ratio: 1 }).rects).toHaveLength(3);
    expect(gridLayout({ area: { width: 0, height: 0 }, panels: 9, ratio: 1 }).rects[8]).toMatchObject({
      width: 1,
      height: 1,
    });
  });
});
