/**
 * Flings through a gallery of 10,000 images and tells how many tiles were drawn at once, and how long the longest task
 * took, by the clock and of the processor: only the second does not grow where others use the machine. It opens the production build of a server that runs, and answers its questions for images itself:
 * `node bench/gallery.bench.ts http://127.0.0.1:3000`
 */
import { chromium, type Route } from '@playwright/test';
import { findChromium } from '../src/find-chromium.ts';

const [, , site = 'http://127.0.0.1:3000'] = process.argv;
const COUNT = 10_000;
const SECONDS = 10;

const image = (n: number) => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  ...{ name: `image-${String(n).padStart(5, '0')}`, dataset: 'bench', object: 'cell', cellType: `type ${n >> 9}` },
  ...{ modality: 'fluorescence', stain: null, tissue: null, split: null, pixelSizeUm: null },
  ...{ width: 256, height: 256, cellCount: n % 200, measures: null },
});

/** Answers each question of a batch: images by our own hand, everything else by the server. */
async function answer(route: Route): Promise<void> {
  const url = new URL(route.request().url());
  const names = url.pathname.split('/trpc/')[1]?.split(',') ?? [];
  const input = JSON.parse(url.searchParams.get('input') ?? '{}') as Record<
    string,
    { cursor?: string; limit?: number; skip?: number }
  >;
  const real = names.every((name) => name === 'images.list') ? [] : ((await (await route.fetch()).json()) as unknown[]);
  const answers = names.map((name, i) => {
    if (name !== 'images.list') return real[i];
    const { cursor = '0', limit = 24, skip = 0 } = input[String(i)] ?? {};
    const from = Number(cursor) + skip;
    const to = Math.min(COUNT, from + limit);
    const items = Array.from({ length: to - from }, (_, k) => image(from + k));
    const choices = { total: COUNT, cellTypes: [], modalities: [], facets: [], overlays: [] };
    return { result: { data: { items, next: to < COUNT ? String(to) : null, ...choices } } };
  });
  await route.fulfill({ json: answers });
}

/** An event of a trace; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Of the processor. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Milliseconds of the processor that each task of the page's thread took, longest first. */
function processorTimes(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const ofThread = threads.map(({ pid, tid }) =>
    traceEvents.filter((event) => event.pid === pid && event.tid === tid && event.name.endsWith('::RunTask')),
  );
  // The page that was flung through has more tasks than others that the browser keeps ready.
  const [most = []] = ofThread.sort((a, b) => b.length - a.length);
  return most.map(({ tdur = 0 }) => tdur / 1000).sort((a, b) => b - a);
}

const executablePath = findChromium();
const browser = await chromium.launch({ ...(executablePath !== null && { executablePath }), args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 960 } });
await page.route('**/trpc/*images.list*', answer);
const picture = Buffer.from('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=', 'base64');
await page.route('**/api/v1/images/**', (route) => route.fulfill({ body: picture, contentType: 'image/webp' }));
for (const search of ['n=10000', 'n=10000&tile=100', 'n=10000&group=type']) {
  await page.goto(`${site}/images?${search}`);
  await page.locator('.grid-virtual .tile-link').first().waitFor();
  await page.waitForTimeout(1500);
  await browser.startTracing(page, { categories: ['toplevel'] });
  const found = await page.evaluate(async (seconds) => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ['longtask'],
    });
    let most = 0;
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      window.scrollBy(0, 700);
      await new Promise((done) => requestAnimationFrame(done));
      most = Math.max(most, document.querySelectorAll('.tile').length);
    }
    return { most, longest: Math.max(0, ...tasks), over50: tasks.length, reached: Math.round(window.scrollY) };
  }, SECONDS);
  const taken = processorTimes(await browser.stopTracing());
  console.log(
    `${search}: at most ${found.most} tiles, longest task ${found.longest} ms, ${found.over50} over 50 ms, down to ${found.reached} px; ` +
      `of the processor ${(taken[0] ?? NaN).toFixed(0)} ms, ${taken.filter((ms) => ms > 50).length} of ${taken.length} over 50 ms`,
  );
}
await page.unrouteAll({ behavior: 'ignoreErrors' });
await browser.close();
