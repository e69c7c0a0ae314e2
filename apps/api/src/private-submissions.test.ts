import { policies, type Submission } from '@cellboard/contract';
import { createAppRouter, type Services } from '@cellboard/contract/router';
import { describeEmbedded } from '@cellboard/db/testing';
import { setTimeout } from 'node:timers/promises';
import { password } from './sessions/credentials.fixture.ts';
import { Browser } from './testing/browser.fixture.ts';
import { publishDataset } from './testing/datasets.fixture.ts';
import { png } from './testing/pictures.fixture.ts';
import { TestApi } from './testing/test-api.fixture.ts';

const picture = [
  [9, 9, 90, 90, 9, 9, 9, 9],
  [9, 9, 90, 90, 9, 9, 9, 9],
  [9, 9, 9, 9, 9, 80, 80, 9],
  [9, 9, 9, 9, 9, 80, 80, 9],
];
const truth = picture.map((row) => row.map((value) => ({ 90: 1, 80: 2 })[value] ?? 0));
const predicted = picture.map((row) => row.map((value) => ({ 90: 1 })[value] ?? 0));

/** What is asked about: a candidate whose submission is private, on an image that everyone sees. */
interface Asked {
  readonly candidate: string;
  readonly image: string;
  readonly submission: string;
}
type Input = (asked: Asked) => object | undefined;

const nothing: Input = () => undefined;
const somewhere = '00000000-0000-4000-8000-000000000000';
const one = { dataset: 'own', name: 'one' };
const slice: Input = ({ candidate }) => ({ task: 'cells', dataset: 'own', candidate });

/** A request of every procedure that reads; a new one has to be added here. */
const reads: Readonly<Record<string, Input>> = {
  'accounts.export': nothing,
  'accounts.me': nothing,
  'accounts.notifications': nothing,
  'accounts.sessions': nothing,
  'cells.bySize': slice,
  'cells.list': slice,
  'cells.ofImage': (asked) => ({ ...slice(asked), image: 'one' }),
  'datasets.files': () => ({ dataset: 'own' }),
  'datasets.get': () => ({ dataset: 'own' }),
  'datasets.list': () => ({}),
  'datasets.statistics': () => ({ dataset: 'own' }),
  'images.get': () => one,
  'images.list': () => ({ task: 'cells', candidate: 'hers/base', sort: 'worst' }),
  'images.neighbours': () => ({ task: 'cells', image: one }),
  'images.results': () => one,
  'images.table': ({ candidate }) => ({ task: 'cells', candidates: [candidate] }),
  'leaderboard.get': () => ({ task: 'cells' }),
  'leaderboard.imageScores': ({ candidate }) => ({ task: 'cells', candidates: [candidate] }),
  'leaderboard.why': () => ({ task: 'cells', model: 'hers', candidate: 'base', metric: 'pq' }),
  'models.get': () => ({ model: 'hers' }),
  'models.list': () => ({}),
  'models.results': () => ({ model: 'hers' }),
  'passkeys.list': nothing,
  'people.list': () => ({}),
  'people.signals': () => ({ handle: 'ada' }),
  'secondFactor.state': nothing,
  'sources.list': () => ({}),
  'storage.verify': () => ({}),
  'submissions.files': ({ submission }) => ({ submission }),
  'submissions.get': ({ submission }) => ({ submission }),
  'submissions.list': () => ({}),
  'submissions.mine': () => ({}),
  'submissions.places': ({ submission }) => ({ submissions: [submission] }),
  'submissions.progress': ({ submission }) => ({ submission }),
  'submissions.quota': nothing,
  'submissions.watch': ({ submission }) => ({ submission }),
  'system.invariants': nothing,
  'tasks.get': () => ({ task: 'cells' }),
  'tasks.images': () => ({ task: 'cells' }),
  'tasks.list': () => ({}),
  'teams.get': () => ({ team: somewhere }),
  'teams.mine': nothing,
  'tokens.list': nothing,
};

/** They say how much work waits, in numbers alone, which change by themselves. */
const numbersAlone = ['system.queue', 'system.status'];

/** Every route that reads and depends on a board, by its row in the policy table. */
const fileRoutes: Readonly<Record<string, (asked: Asked) => string[]>> = {
  'GET /api/v1/images/:image/predictions/:task/:candidate.labels': ({ image, candidate }) => [
    `images/${image}/predictions/cells/${candidate}.labels`,
  ],
  'GET /api/v1/images/:image/predictions/:task/:candidate.webp': ({ image, candidate }) => [
    `images/${image}/predictions/cells/${candidate}.webp`,
  ],
  'GET /api/v1/images/:image/predictions/:task/:candidate/:format': ({ image, candidate }) =>
    ['png', 'npy', 'imagej-roi', 'geojson'].map((format) => `images/${image}/predictions/cells/${candidate}/${format}`),
  'GET /api/v1/images/:image/cells/:task/:file': ({ image, candidate }) =>
    ['csv', 'parquet'].map((kind) => `images/${image}/cells/cells/${candidate}.${kind}`),
  'GET /api/v1/tasks/:task/datasets/:dataset/cells/:file': ({ candidate }) =>
    ['csv', 'parquet'].map((kind) => `tasks/cells/datasets/own/cells/${candidate}.${kind}`),
  'GET /api/v1/datasets/:dataset/croissant.json': () => ['datasets/own/croissant.json'],
  'GET /api/v1/datasets/:dataset/images.csv': () => ['datasets/own/images.csv'],
  'GET /api/v1/receipts/:task/:dataset/:model/:candidate.json': () => ['receipts/cells/own/hers/base.json'],
  'GET /api/v1/receipts/keys.json': () => ['receipts/keys.json'],
  'GET /api/v1/health/live': () => ['health/live'],
  'GET /api/v1/health/ready': () => ['health/ready'],
  'GET /api/v1/images/:image/ignore.labels': ({ image }) => [`images/${image}/ignore.labels`],
  'GET /api/v1/images/:image/original': ({ image }) => [`images/${image}/original`],
  'GET /api/v1/images/:image/samples.npy': ({ image }) => [`images/${image}/samples.npy`],
  'GET /api/v1/images/:image/thumbnail.webp': ({ image }) => [`images/${image}/thumbnail.webp`],
  'GET /api/v1/images/:image/truth.labels': ({ image }) => [`images/${image}/truth.labels`],
  'GET /api/v1/images/:image/truth.webp': ({ image }) => [`images/${image}/truth.webp`],
  'GET /api/v1/images/:image/truth/:format': ({ image }) => [`images/${image}/truth/png`],
};

describeEmbedded((database) => {
  let api: TestApi;
  let ada: Browser;
  const others: [string, Browser][] = [];
  let asked: Asked;

  async function join(handle: string): Promise<Browser> {
    const browser = new Browser(api);
    await browser.register(`${handle}@example.org`, { handle, password });
    await browser.signIn(`${handle}@example.org`, password);
    return browser;
  }

  beforeAll(async () => {
    api = await TestApi.open(database, { settings: { runsJobs: true } });
    for (const slug of ['own', 'other'])
      await publishDataset(api, { slug, image: png(...picture), truth: png(...truth) });
    ada = await join('ada');
    others.push(['nobody', new Browser(api)], ['another developer', await join('bob')]);
    await join('cleo');
    const role = { handle: 'cleo', role: 'curator' as const, datasets: ['other'], reason: 'She knows the data.' };
    await api.call(['people', 'setRole'], role);
    const curator = new Browser(api);
    await curator.signIn('cleo@example.org', password);
    others.push(['a curator of another dataset', curator]);
    const candidate = { slug: 'base', name: 'Base' };
    await ada.call('models.create', { slug: 'hers', name: 'Hers', developer: 'Ada', candidate });
    const { candidates } = await api.call(['models', 'get'], { model: 'hers' }, 'query');
    const { id: image } = await api.call(['images', 'get'], one, 'query');
    asked = { candidate: candidates[0]!.id, image, submission: somewhere };
  });
  afterAll(() => api.close());

  const ask = async (browser: Browser, path: string): Promise<string> => {
    const response = await browser.fetch(path);
    const text = Buffer.from(await response.arrayBuffer()).toString('latin1');
    // Requests have names of their own, and what is not found says its own.
    return `${response.status} ${text}`
      .replaceAll(/"(?:requestId|publishedAt)":"[^"]*"/g, '""')
      .replaceAll(asked.submission, somewhere);
  };

  /** What every procedure and route answers somebody. */
  async function answersTo(browser: Browser): Promise<Map<string, string>> {
    const answers = new Map<string, string>();
    for (const [name, input] of Object.entries(reads)) {
      const words = input(asked);
      const query = words === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(words))}`;
      answers.set(name, await ask(browser, `/trpc/${name}${query}`));
    }
    for (const paths of Object.values(fileRoutes))
      for (const path of paths(asked)) answers.set(path, await ask(browser, `/api/v1/${path}`));
    return answers;
  }

  const everyone = async () => {
    const all: Map<string, string>[] = [];
    for (const [, browser] of others) all.push(await answersTo(browser));
    return all;
  };
  const differing = (before: Map<string, string>, after: Map<string, string>) =>
    [...after].filter(([name, answer]) => before.get(name) !== answer).map(([name]) => name);

  async function until(id: string, status: string): Promise<void> {
    for (let tries = 0; tries < 600; tries++) {
      const found = await ada.fetch(
        `/trpc/submissions.get?input=${encodeURIComponent(JSON.stringify({ submission: id }))}`,
      );
      const { result } = (await found.json()) as { result: { data: Submission } };
      if (result.data.status === status) return;
      await setTimeout(50);
    }
    throw new Error(`The submission is not ${status}.`);
  }

  it('looks at every procedure and route that reads', () => {
    const service = new Proxy({}, { get: () => () => undefined });
    const app = createAppRouter(new Proxy({}, { get: () => service }) as Services);
    const reading = Object.entries(app._def.procedures as object as Record<string, { _def: { type: string } }>)
      .filter(([, { _def }]) => _def.type !== 'mutation')
      .map(([name]) => name);
    expect([...Object.keys(reads), ...numbersAlone].sort()).toEqual(reading.sort());
    const routes = Object.keys(policies).filter((action) => action.startsWith('GET /api/'));
    expect(Object.keys(fileRoutes).sort()).toEqual(routes.sort());
  });

  it('leaves no trace of a scored submission for others until it is published, nor after it is withdrawn', async () => {
    const before = await everyone();
    const made = await ada.call<Submission>('submissions.create', { task: 'cells', model: 'hers', candidate: 'base' });
    const put = await ada.fetch(`/api/v1/submissions/${made.id}/predictions/one?dataset=own`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from(png(...predicted)),
    });
    expect(put.status).toBe(200);
    expect(await ada.call('submissions.close', { submission: made.id })).toMatchObject({ publication: 'private' });
    await until(made.id, 'scored');
    asked = { ...asked, submission: made.id };
    const hidden = await everyone();
    expect(hidden.map((answers, i) => differing(before[i]!, answers))).toEqual(others.map(() => []));

    expect(await ada.call('submissions.publish', { submission: made.id })).toMatchObject({ publication: 'published' });
    const shown = await everyone();
    const changed = shown.map((answers, i) => differing(hidden[i]!, answers));
    const visible = [
      'cells.bySize',
      'images.results',
      'leaderboard.get',
      'models.results',
      'submissions.get',
      'leaderboard.why',
      'submissions.list',
      'submissions.places',
      'receipts/cells/own/hers/base.json',
      `images/${asked.image}/predictions/cells/${asked.candidate}.labels`,
      `images/${asked.image}/predictions/cells/${asked.candidate}.webp`,
      `tasks/cells/datasets/own/cells/${asked.candidate}.csv`,
    ];
    for (const names of changed) expect(names).toEqual(expect.arrayContaining(visible));
    const malformed = shown.flatMap((answers) => [...answers].filter(([, answer]) => answer.startsWith('400')));
    expect(malformed).toEqual([]);
    // Its files, its progress and its uploads stay its owner's.
    for (const names of changed) expect(names).not.toEqual(expect.arrayContaining(['submissions.progress']));

    expect(await ada.call('submissions.withdraw', { submission: made.id })).toMatchObject({ publication: 'withdrawn' });
    const again = await everyone();
    expect(again.map((answers, i) => differing(hidden[i]!, answers))).toEqual(others.map(() => []));
    expect(await ada.call('submissions.publish', { submission: made.id })).toMatchObject({ publication: 'published' });
    expect((await everyone()).map((answers, i) => differing(shown[i]!, answers))).toEqual(others.map(() => []));
  });
});
