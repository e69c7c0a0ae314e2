/**
 * Measures the core without a browser, in ms of the processor, which other programs do not disturb much:
 * `node --conditions=@cellboard/source libs/viewer/bench/core.bench.ts`. Ratios are to a copy of 20 MB in the same minute.
 */
import { cellsOf, pictureOf } from '../src/browser/pictures.fixture.ts';
import { colourTruth } from '../src/cells/colour-cells.ts';
import { neighboursOf } from '../src/cells/neighbours.ts';
import { gridLayout } from '../src/interaction/grid-layout.ts';
import { ViewerModel } from '../src/interaction/model.ts';
import { initialState } from '../src/interaction/state.ts';
import { ViewerStore } from '../src/interaction/store.ts';
import { paintPanel } from '../src/render/paint-panel.ts';
import { pixelLookup } from '../src/view/pixel-lookup.ts';

function milliseconds(work: () => unknown): number {
  const start = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}

/** The middle and the 95th percentile of repetitions, after some to warm up. */
function repeated(count: number, work: (k: number) => unknown): { p50: number; p95: number } {
  for (let k = 0; k < 10; k++) work(k);
  const times = Array.from({ length: count }, (_, k) => milliseconds(() => work(k))).sort((a, b) => a - b);
  return { p50: times[Math.floor(count / 2)]!, p95: times[Math.floor(count * 0.95)]! };
}

const from = new Uint8Array(20_000_000);
const to = new Uint8Array(from.length);
const copy = repeated(40, () => {
  to.set(from);
});
const row = ({ p50, p95 }: { p50: number; p95: number }) => ({
  'p50, ms': p50.toFixed(2),
  'p95, ms': p95.toFixed(2),
  'p50 to copy': (p50 / copy.p50).toFixed(2),
});

const made = { width: 1024, height: 1024, cells: 5_600 };
const model = new ViewerModel({
  image: pictureOf(made, { make: (count) => new Uint16Array(count), low: 100, high: 5000 }),
  truth: { name: 'Ground truth', labels: cellsOf(made) },
  predictions: [
    { name: 'One', labels: cellsOf(made, { moved: 2, lost: 9 }) },
    { name: 'Other', labels: cellsOf(made, { moved: 3, lost: 7 }) },
  ],
});
const store = new ViewerStore(model, initialState([null, 0, 1, 2]), { reducedMotion: () => true });
store.setLayout(gridLayout({ area: { width: 1280, height: 960 }, panels: 4, ratio: 1 }));
store.dispatch({ type: 'zoom', panel: 0, factor: 2, about: { x: 320, y: 240 } });
const [plain, , cells] = store.scene().panels;
const pan = { type: 'pan', panel: 0 } as const;

console.log(`Image of 1024² with ${model.segmentation(0)!.labels.cellCount} cells, two predictions`);
console.table({
  '1,000 scenes of four linked panels after panning': row(
    repeated(20, () => {
      for (let k = 0; k < 1000; k++) {
        store.dispatch({ ...pan, by: { x: k % 2 === 0 ? 5 : -5, y: 0 } });
        store.scene();
      }
    }),
  ),
  '1,000 times the places of a panel of 1024² pixels': row(
    repeated(20, () => {
      for (let x = 0; x < 1000; x++) pixelLookup({ x, y: 512, scale: 1.3 }, { width: 1024, height: 1024 }, made);
    }),
  ),
  'another threshold: counts, colours, tables': row(
    repeated(90, (k) => {
      store.setThreshold(0.1 + (k % 85) / 100);
      return store.scene();
    }),
  ),
  'painting an image, 640×480': row(repeated(40, () => paintPanel(plain!, 1))),
  'painting an image and cells, 640×480': row(repeated(40, () => paintPanel(cells!, 1))),
  'copy of 20 MB': row(copy),
});

const large = cellsOf({ width: 8192, height: 8192, cells: 50_000 });
const neighbours = milliseconds(() => neighboursOf(large));
const colours = milliseconds(() => colourTruth(large));
console.log(
  `8192² with ${large.cellCount} cells: neighbours ${neighbours.toFixed(0)} ms, colours ${colours.toFixed(0)} ms`,
);
