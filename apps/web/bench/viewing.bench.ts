/**
 * Measures scripts of the image and compare pages in Chromium, on the production build (`npm run build` first):
 * `npm run bench -w @cellboard/web`. The server's answers are made up here. Times are of scripts in ms, what draws is the
 * processor; ratios are to a copy of 20 MB in the same minute. The last column is the time that the page's thread had a
 * processor for scripts: it does not grow where others use the machine.
 */
import { chromium, type Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { files, procedures } from './answers.ts';

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

/** Times what animation frames do, for the steps below. */
await page.addInitScript(() => {
  const frames: number[] = [];
  const next = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (draw) =>
    next((time) => {
      const start = performance.now();
      draw(time);
      frames.push(performance.now() - start);
    });
  Object.assign(window, { frames });
});

interface Steps {
  readonly what: 'pan' | 'hover' | 'recolour';
  readonly count: number;
}

const session = await page.context().newCDPSession(page);
await session.send('Performance.enable', { timeDomain: 'threadTicks' });

/** Milliseconds that scripts had a processor while something was done, each time that it was. */
async function processor(times: number, act: () => Promise<unknown>): Promise<number> {
  const scripts = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN;
  };
  const before = await scripts();
  await act();
  return ((await scripts()) - before) * (1000 / times);
}

/** Repeats a step, one in each frame: the time of its events, and of the frame that follows. */
function steps(on: Page, input: Steps): Promise<number[]> {
  return on.evaluate(async ({ what, count }) => {
    const { frames } = window as unknown as { frames: number[] };
    const stage = document.querySelector<HTMLElement>('.viewer-stage');
    const thumb = document.querySelector<HTMLElement>('.threshold-panel [role="slider"]');
    if (!stage || !thumb) throw new Error('The page has no viewer.');
    const { left, top } = stage.getBoundingClientRect();
    const pointer = (type: string, x: number, y: number): void => {
      const at = { clientX: left + x, clientY: top + y, pointerId: 1, button: 0, bubbles: true };
      stage.dispatchEvent(new PointerEvent(type, at));
    };
    const key = (name: string): void => {
      thumb.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
    };
    const act = {
      pan: (k: number) => {
        pointer('pointermove', 200 + (k % 40) * 3, 150 + (k % 7));
      },
      hover: (k: number) => {
        pointer('pointermove', (k * 13) % 300, 40 + ((k * 7) % 140));
      },
      recolour: (k: number) => {
        key(k % 40 < 20 ? 'ArrowRight' : 'ArrowLeft');
      },
    }[what];
    const frame = (): Promise<void> =>
      new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done))));
    if (what === 'pan') pointer('pointerdown', 200, 150);
    const times: number[] = [];
    for (let k = 0; k < count + 5; k++) {
      frames.length = 0;
      const start = performance.now();
      act(k);
      const acted = performance.now() - start;
      await frame();
      if (k >= 5) times.push(acted + frames.reduce((sum, one) => sum + one, 0));
    }
    if (what === 'pan') pointer('pointercancel', 200, 150);
    return times;
  }, input);
}

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

await page.goto(`${base}/compare?img=bench/bench&m=image,truth,bench/one,bench/two`);
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
const row = (times: readonly number[], each?: number) => ({
  'p50, ms': at(times, 0.5).toFixed(2),
  'p95, ms': at(times, 0.95).toFixed(2),
  'p50 to copy': (at(times, 0.5) / copy).toFixed(2),
  'processor, ms': each?.toFixed(2) ?? '',
});
const FRAMES = 30;
const stepRow = async (what: Steps['what']): Promise<ReturnType<typeof row>> => {
  let times: number[] = [];
  const each = await processor(FRAMES + 5, async () => {
    times = await steps(page, { what, count: FRAMES });
  });
  return row(times, each);
};
const table: Record<string, ReturnType<typeof row>> = {
  'a frame of panning, four panels of 1024²': await stepRow('pan'),
  hover: await stepRow('hover'),
  'another threshold, 5,329 cells, two candidates': await stepRow('recolour'),
};

/** From the click to the picture with one more panel. */
async function oneMore(): Promise<number> {
  const start = performance.now();
  await page.getByRole('checkbox', { name: /three/ }).click();
  await ready(5);
  return performance.now() - start;
}
let first = NaN;
const firstEach = await processor(1, async () => {
  first = await oneMore();
});
const again: number[] = [];
let againEach = 0;
for (let k = 0; k < 5; k++) {
  await page.getByRole('checkbox', { name: /three/ }).click();
  await ready(4);
  await page.waitForTimeout(400);
  againEach += await processor(5, async () => {
    again.push(await oneMore());
  });
  await page.waitForTimeout(400);
}
table['one more candidate, for the first time'] = row([first], firstEach);
table['one more candidate, cached'] = row(again, againEach);
table['a copy of 20 MB'] = row([copy]);
console.table(table);
await browser.close();
server.close();
