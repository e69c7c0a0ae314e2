/**
 * Measures scripts of the image and compare pages in Chromium, on the production build (`npm run build` first):
 * `npm run bench -w @cellboard/web`. The server's answers are made up here. Times are of scripts, not of drawing, which
 * the processor does here. Those of the processor count only while the page's thread has one: they do not grow where
 * others use the machine, as those by the clock do. The ratio is to a copy of 20 MB in the same minute.
 */
import { chromium } from '@playwright/test';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { files, procedures } from './answers.ts';
import { categories, stepTimes, type StepTime } from './scripts-in-trace.ts';

const dist = resolve(import.meta.dirname, process.argv[2] ?? '../dist');
const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };
const made = files();

function answer(url: URL): { readonly body: Uint8Array | string; readonly type: string } | null {
  if (url.pathname.startsWith('/trpc/')) {
    const asked = url.pathname.slice('/trpc/'.length).split(',');
    return {
      body: JSON.stringify(asked.map((name) => ({ result: { data: procedures[name] ?? null } }))),
      type: 'application/json',
    };
  }
  const file = made.find(([ending]) => url.pathname.endsWith(ending));
  return file ? { body: file[1], type: 'application/octet-stream' } : null;
}

const server = createServer((request, response) => {
  void (async () => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const found = answer(url);
    const path = join(dist, url.pathname);
    const file = path.startsWith(dist) && extname(path) !== '' && existsSync(path) ? path : join(dist, 'index.html');
    response.setHeader('content-type', found?.type ?? types[extname(file)] ?? 'application/octet-stream');
    response.end(found?.body ?? (await readFile(file)));
  })();
}).listen(0, '127.0.0.1');
await new Promise((done) => server.once('listening', done));
const base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const browser = await chromium.launch({
  args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  ...(executablePath !== undefined && { executablePath }),
});
const page = await browser.newPage({ viewport: { width: 700, height: 520 }, reducedMotion: 'reduce' });

const session = await page.context().newCDPSession(page);

const at = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(share * times.length))] ?? NaN;

const ready = async (panels: number): Promise<void> => {
  await page.waitForFunction(
    (wanted) =>
      document.querySelectorAll('.viewer-panel').length === wanted && !document.querySelector('.viewing[aria-busy]'),
    panels,
    { polling: 5 },
  );
};

/** Where the first panel is, once it is in the window. */
async function place(): Promise<{ readonly x: number; readonly y: number }> {
  const stage = page.locator('.viewer-stage');
  await stage.evaluate((element) => {
    element.scrollIntoView({ block: 'start' });
  });
  const box = await stage.boundingBox();
  if (!box) throw new Error('The page has no viewer.');
  return { x: Math.round(box.x + 60), y: Math.round(box.y + 60) };
}

/** Events as a person causes them: the next one after the page is done with the one before. */
const mouse = (x: number, y: number, isDown: boolean): Promise<unknown> =>
  session.send('Input.dispatchMouseEvent', {
    ...{ type: 'mouseMoved', x, y },
    ...(isDown && { button: 'left', buttons: 1 }),
  });

const FRAMES = 60;

/** Traces the scripts of so many steps, each of which begins with an event of a type. */
async function traced(type: string, step: (k: number) => Promise<unknown>): Promise<StepTime[]> {
  for (let k = 0; k < 10; k++) await step(k);
  await browser.startTracing(page, { categories });
  for (let k = 0; k < FRAMES; k++) await step(k);
  // What the last step sets off later.
  await page.waitForTimeout(500);
  return stepTimes(await browser.stopTracing(), type);
}

async function pan(): Promise<StepTime[]> {
  const { x, y } = await place();
  await page.mouse.move(x, y);
  await page.mouse.down();
  const found = await traced('pointermove', (k) => mouse(x + (k % 40) * 3, y + (k % 7), true));
  await page.mouse.up();
  return found;
}

async function hover(): Promise<StepTime[]> {
  const { x, y } = await place();
  return traced('pointermove', (k) => mouse(x + ((k * 13) % 150), y + ((k * 7) % 60), false));
}

async function recolour(): Promise<StepTime[]> {
  await page.locator('.threshold-panel [role="slider"]').focus();
  return traced('keydown', (k) => page.keyboard.press(k % 40 < 20 ? 'ArrowRight' : 'ArrowLeft'));
}

/** Milliseconds that scripts had a processor while something was done. */
async function processor(act: () => Promise<unknown>): Promise<number> {
  const scripts = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN;
  };
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await scripts();
  await act();
  return ((await scripts()) - before) * 1000;
}

const candidates = `${base}/compare?img=bench/bench&m=image,truth,bench/one,bench/two`;
await page.goto(candidates);
await ready(4);
await page.waitForTimeout(3000);
const copy = await page.evaluate(() => {
  const [from, to] = [new Uint8Array(20_000_000), new Uint8Array(20_000_000)];
  const times = Array.from({ length: 20 }, () => {
    const start = performance.now();
    to.set(from);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[10] ?? NaN;
});
const row = (wall: readonly number[], own: readonly number[]) => ({
  'processor p50, ms': at(own, 0.5).toFixed(2),
  'processor p95, ms': at(own, 0.95).toFixed(2),
  'wall p50, ms': at(wall, 0.5).toFixed(2),
  'wall p95, ms': at(wall, 0.95).toFixed(2),
  'processor p50 to copy': (at(own, 0.5) / copy).toFixed(2),
});
const rowOf = (steps: readonly StepTime[]): ReturnType<typeof row> =>
  row(
    steps.map(({ wall }) => wall),
    steps.map((step) => step.processor),
  );
const table: Record<string, ReturnType<typeof row>> = {
  'a frame of panning, four panels of 1024²': rowOf(await pan()),
  'another cell under the pointer': rowOf(await hover()),
  'another threshold, 5,329 cells, two candidates': rowOf(await recolour()),
};

/** From the click to the picture with one more panel. */
async function oneMore(): Promise<number> {
  const start = performance.now();
  await page.getByRole('checkbox', { name: /three/ }).click();
  await ready(5);
  return performance.now() - start;
}
const times: StepTime[] = [];
for (let k = 0; k < 6; k++) {
  let wall = NaN;
  const own = await processor(async () => {
    wall = await oneMore();
  });
  times.push({ wall, processor: own });
  await page.getByRole('checkbox', { name: /three/ }).click();
  await ready(4);
  await page.waitForTimeout(800);
}
table['one more candidate, for the first time'] = rowOf(times.slice(0, 1));
table['one more candidate, cached'] = rowOf(times.slice(1));
table['a copy of 20 MB'] = row([copy], [copy]);
console.table(table);
await browser.close();
server.close();
