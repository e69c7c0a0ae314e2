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

/** Frames that are panned while the processor's time is taken; five more come before them. */
const FRAMES = 60;
const session = await page.context().newCDPSession(page);
await session.send('Performance.enable', { timeDomain: 'threadTicks' });
/** Seconds that the page took of the processor: scripts, and what the browser does around them. */
const taken = async () => {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
};

await page.evaluate(() => {
  (globalThis as unknown as Bench).bench.prepare();
});
const before = await taken();
await page.evaluate((count) => (globalThis as unknown as Bench).bench.pan(count), FRAMES);
const perFrame = ((await taken()) - before) / (FRAMES + 5);
console.log(
  `webgl2, panning: of the processor, scripts and all around them took ${(1000 * perFrame).toFixed(2)} ms a frame`,
);

const large = await page.evaluate(() => (globalThis as unknown as Bench).bench.large());
console.log(
  `8192², 50,000 cells: neighbours ${large.neighbours.toFixed(0)} ms, colours ${large.colours.toFixed(0)} ms, ` +
    `on the graphics card after ${large.frames} frames and ${large.whole.toFixed(0)} ms`,
);
console.table({ 'a frame while it loads': row(large.frame), 'copy of 20 MB': row(copy) });
