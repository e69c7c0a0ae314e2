import { Composer, gridLayout, initialState } from '@cellboard/viewer';
import { model } from './testing.fixture.ts';
import { panelSvg, rasterOf } from './vector-panel.ts';

/** The truth beside a candidate, each pixel of the image 10 by 10. */
function panels(ratio = 1) {
  const layout = gridLayout({ area: { width: 124, height: 50 }, panels: 2, columns: 2, ratio });
  const state = { ...initialState([0, 1]), mode: 'status' as const };
  const view = { x: 3, y: 2.5, scale: 10 };
  const shown = { ...state, panels: state.panels.map((panel) => ({ ...panel, view })) };
  const scene = new Composer().scene(model.at(0.5), shown, layout);
  return layout.rects.map((rect, k) => ({ ...rect, name: 'x', scale: 10, drawn: scene.panels[k]! }));
}

const parsed = (svg: string): Document =>
  new DOMParser().parseFromString(`<svg xmlns="http://www.w3.org/2000/svg">${svg}</svg>`, 'image/svg+xml');

it('a panel has a path for each cell, in its colour and with the line of its status', () => {
  const [truth] = panels();
  const drawn = parsed(panelSvg(truth!, { address: 'data:,', id: 'a', ratio: 1 }));
  expect(drawn.querySelector('parsererror')).toBeNull();
  const cells = [...drawn.querySelectorAll('path[fill-opacity]')];
  expect(cells).toHaveLength(4);
  expect(drawn.querySelectorAll('g[stroke="#000"] path')).toHaveLength(4);
  // Cell 4 is missed: dotted.
  const missed = cells.filter((path) => path.getAttribute('stroke-dasharray')?.startsWith('2 4') === true);
  expect(missed.map((path) => path.getAttribute('fill'))).toEqual(['#cc79a7']);
  // One of cells 2 and 3 is matched by half, the other merged with it: hatched.
  const hatched = [...drawn.querySelectorAll('path[fill^="url"]')].map((path) => path.getAttribute('fill'));
  expect(hatched).toHaveLength(1);
  for (const fill of hatched) expect(drawn.getElementById(fill!.slice(5, -1))?.tagName).toBe('pattern');
});

it('the first cell lies where the viewer draws it, also on screens of small pixels', () => {
  const first = (ratio: number): string | null | undefined => {
    const [truth] = panels(ratio);
    return parsed(panelSvg(truth!, { address: 'data:,', id: 'a', ratio }))
      .querySelector('path[fill-opacity]')
      ?.getAttribute('d');
  };
  expect(first(1)).toMatch(/^M[\d.]+ 0H[\d.]+V20H[\d.]+Z$/);
  expect(first(2)).toBe(first(1));
});

it('the image is a picture of its own pixels', () => {
  const [truth] = panels();
  const { width, height, pixels } = rasterOf(truth!.drawn);
  expect([width, height, pixels.length]).toEqual([6, 5, 120]);
  expect([pixels[0], pixels[116]]).toEqual([0, 255]);
});
