/**
 * Measures scripts of the viewer in a real browser whose graphics are drawn by the processor:
 * `node --conditions=@cellboard/source libs/viewer/bench/viewer.bench.ts`. Ratios are to a copy of 20 MB in the same
 * minute.
 */
import { BrowserPage, bundled } from '../src/browser/chromium.fixture.ts';
import type { BenchPage, Times } from './page.ts';

await using browser = await BrowserPage.open(await bundled('../bench/page.ts'), 'bench');
const { page } = browser;

type Bench = { readonly bench: BenchPage };

const copy = await page.evaluate(() => (globalThis as unknown as Bench).bench.copy());
const row = ({ p50, p95, most }: Times) => ({
  'p50, ms': p50.toFixed(2),
  'p95, ms': p95.toFixed(2),
  'most, ms': most.toFixed(2),
  'p50 to copy': (p50 / copy.p50).toFixed(1),
});

for (const [kind, count] of [
  ['webgl2', 80],
  ['canvas2d', 40],
] as const) {
  const [cells, times] = await page.evaluate(
    async ([of, frames]) => {
      const { cells: found, ...all } = await (globalThis as unknown as Bench).bench.frames(of, frames);
      return [found, all] as const;
    },
    [kind, count] as const,
  );
  console.log(`${kind}: four linked panels, 400×300 together, of an image of 1024² with ${cells} cells`);
  console.table(Object.fromEntries(Object.entries(times).map(([name, of]) => [name, row(of)])));
}

const largePanels = await page.evaluate(() => (globalThis as unknown as Bench).bench.largePanels(20));
console.table({ 'webgl2: panning, four panels of 1024²': row(largePanels) });

const large = await page.evaluate(() => (globalThis as unknown as Bench).bench.large());
console.log(
  `8192², 50,000 cells: neighbours ${large.neighbours.toFixed(0)} ms, colours ${large.colours.toFixed(0)} ms, ` +
    `on the graphics card after ${large.frames} frames and ${large.whole.toFixed(0)} ms`,
);
console.table({ 'a frame while it loads': row(large.frame), 'copy of 20 MB': row(copy) });
