import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { allItems, createClient, type CellboardClient } from '@cellboard/sdk';
import { sourceWords } from '../run-cli.fixture.ts';
import { startApi, type Api } from '../server/api.fixture.ts';
import { between, type Between, type Lost } from './killing-proxy.fixture.ts';
import { masks, putRows } from './two-masks.fixture.ts';

const images = Array.from({ length: 7 }, (_, i) => `image-${String(i)}`);

let folder: string;
let api: Api;
let proxy: Between;
let client: CellboardClient;
/** Requests of an import that nothing disturbs, and what it leaves. */
let requests: number;
let whole: unknown;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-killed-'));
  for (const [i, name] of images.entries()) {
    // Pictures unlike each other, as large as their masks.
    const rows = [0, 1].map((y) => [0, 1, 2].map((x) => ((x + 3 * y + 1) * (i + 2) * 37) % 251));
    await putRows(join(folder, `files/stage1_train/${name}/images/${name}.png`), rows);
    for (const [k, mask] of masks.entries())
      await putRows(join(folder, `files/stage1_train/${name}/masks/${String(k)}.png`), mask);
  }
  await mkdir(join(folder, 'data'));
  api = await startApi(join(folder, 'data'));
  proxy = await between(api.url);
  const token = (await readFile(join(folder, 'data', 'operator-token'), 'utf8')).trim();
  client = createClient({ url: api.url, token });
  const before = proxy.count();
  await imported('undisturbed');
  requests = proxy.count() - before;
  whole = await left('undisturbed');
});

afterAll(async () => {
  proxy.close();
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The program itself, in a process of its own. */
function start(dataset: string): ChildProcess {
  const words = ['import', 'dsb2018', join(folder, 'files'), '--dataset', dataset, '--url', proxy.url];
  return spawn(process.execPath, [...sourceWords, ...words, '--data', join(folder, 'data')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ended(child: ChildProcess): Promise<{ code: number | null; signal: string | null; said: string }> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => (said += part.toString()));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { code, signal, said };
}

/** Lets an import run to its end. */
async function imported(dataset: string): Promise<void> {
  const { code, said } = await ended(start(dataset));
  if (code !== 0) throw new Error(`The import ended with ${String(code)}:\n${said}`);
}

/** Ids, times, and what is said of other datasets: those of this test hold the same images. */
const unlike = /^id$|At$|^other-dataset$|^overlaps$/;
const isOfOthers = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'other-dataset';

/** The images of a dataset, once the server has measured them all, which it does after the import. */
async function measured(slug: string) {
  for (;;) {
    const { items } = await client.api.images.list.query({ dataset: slug });
    if (items.every(({ measures }) => measures !== null)) return items;
    await setTimeout(100);
  }
}

/** All that the site keeps of a dataset, but for what is {@link unlike} and its name. */
async function left(slug: string): Promise<unknown> {
  const items = await measured(slug);
  const dataset = await client.api.datasets.get.query({ dataset: slug });
  const files = await allItems((page) => client.api.datasets.files.query({ dataset: slug, ...page }));
  const boards = (await client.api.tasks.list.query({})).items.flatMap((task) =>
    task.datasets.filter((one) => one.slug === slug).map(() => task.slug),
  );
  const text = JSON.stringify({ dataset, items, files, boards }, (key, value: unknown) =>
    unlike.test(key) ? undefined : Array.isArray(value) ? value.filter((one) => !isOfOthers(one)) : value,
  );
  return JSON.parse(text.replaceAll(slug, 'dataset'));
}

describe('an import that is killed', () => {
  it('is of some requests, so that there are moments to kill it', () => {
    expect(requests).toBeGreaterThan(images.length);
    expect(whole).toMatchObject({ dataset: { imageCount: images.length }, boards: ['nuclei'] });
  });

  // Names unlike each other, since those that look like a slip of another one are refused.
  it.each<readonly [slug: string, when: string, moment: (all: number) => number, lost: Lost]>([
    ['aspen', 'at its first request', () => 1, 'request'],
    ['birch', 'when the server has answered its second', () => 2, 'answer'],
    ['cedar', 'before half of its requests', (all) => Math.floor(all / 2), 'request'],
    ['juniper', 'when the server has answered half of its requests', (all) => Math.floor(all / 2), 'answer'],
    ['mahogany', 'three requests before the end', (all) => all - 3, 'answer'],
    ['sycamore', 'at its last request', (all) => all, 'request'],
    ['willow', 'when the server has answered its last', (all) => all, 'answer'],
  ])('(%s) %s and started again leaves what an undisturbed one leaves', async (...[slug, , moment, lost]) => {
    const child = start(slug);
    proxy.at(moment(requests), lost, () => child.kill('SIGKILL'));
    expect(await ended(child)).toMatchObject({ code: null, signal: 'SIGKILL' });
    await imported(slug);
    expect(await left(slug)).toEqual(whole);
    await imported(slug);
    expect(await left(slug)).toEqual(whole);
  });
});
