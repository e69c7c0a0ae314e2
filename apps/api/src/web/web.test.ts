import { describeEmbedded } from '@cellboard/db/testing';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { png } from '../testing/pictures.fixture.ts';
import { imageForm, TestApi } from '../testing/test-api.fixture.ts';

const page = '<!doctype html><html><head><meta name="description" content="x"><title>Cellboard</title></head></html>';
const tags = JSON.stringify({ cellType: 'nucleus', modality: 'fluorescence' });

describeEmbedded((database) => {
  let web: string;
  let api: TestApi;
  beforeAll(async () => {
    web = await mkdtemp(join(tmpdir(), 'cellboard-web-'));
    await writeFile(join(web, 'index.html'), page);
    api = await TestApi.open(database, { webRoot: web });
    await api.call(['datasets', 'create'], {
      ...{ slug: 'tissue', name: 'Tissue <slides>', object: 'nucleus', licence: 'CC0-1.0' },
      description: `Slides of tissue. ${'They are long. '.repeat(40)}`,
    });
    const put = (name: string, parts: Record<string, Uint8Array | string>) =>
      api.operate(`/api/v1/datasets/tissue/images/${name}`, { method: 'PUT', body: imageForm({ tags, ...parts }) });
    expect((await put('one', { image: png([9, 9, 9]), truth: png([0, 1, 2]) })).status).toBe(200);
    expect((await put('v1.5%20scan.tif', { image: png([8, 9, 9]), truth: png([0, 1, 1]) })).status).toBe(200);
    await api.call(['datasets', 'publish'], { dataset: 'tissue' });
    await api.call(['tasks', 'create'], { slug: 'my-task', name: 'My task', object: 'nucleus', datasets: ['tissue'] });
    await api.call(['models', 'create'], {
      ...{ slug: 'star', name: 'Star', developer: 'The Laboratory' },
      candidate: { slug: 'fluo', name: 'Fluo weights' },
    });
  });
  afterAll(async () => {
    await api.close();
    await rm(web, { recursive: true });
  });

  const open = async (path: string) => {
    const response = await api.fetch(path, { redirect: 'manual' });
    const html = await response.text();
    const [, title] = /<title>([^<]*)<\/title>/.exec(html) ?? [];
    const [, description] = /name="description" content="([^"]*)"/.exec(html) ?? [];
    return { status: response.status, title, description, html, headers: response.headers };
  };

  it.each([
    ['/', 'Cellboard'],
    ['/leaderboards', 'Leaderboards · Cellboard'],
    ['/leaderboards/my-task', 'Tissue &lt;slides&gt; leaderboard · My task · Cellboard'],
    ['/leaderboards/my-task/tissue', 'Tissue &lt;slides&gt; leaderboard · My task · Cellboard'],
    ['/leaderboards/nuclei/', 'Tissue &lt;slides&gt; leaderboard · Nuclei · Cellboard'],
    ['/images', 'Images · Cellboard'],
    ['/images/tissue', 'Images · Cellboard'],
    ['/images/tissue/one', 'one · Images · Cellboard'],
    ['/images/tissue/v1.5%20scan.tif', 'v1.5 scan.tif · Images · Cellboard'],
    ['/models', 'Models · Cellboard'],
    ['/models/star', 'Star · Cellboard'],
    ['/models/star/fluo', 'Star · Fluo weights · Cellboard'],
    ['/datasets', 'Datasets · Cellboard'],
    ['/datasets/tissue?x=y', 'Tissue &lt;slides&gt; · Cellboard'],
    ['/metrics', 'Metrics · Cellboard'],
    ['/metrics/f1', 'F1 · Cellboard'],
    ['/metrics/f1@0.5', 'F1 · Cellboard'],
    ['/metrics/f1@t', 'F1 · Cellboard'],
    ['/metrics/nsd', 'NSD at 2 px · Cellboard'],
    ['/leaderboards/my-task/figures', 'Figures · My task · Cellboard'],
    ['/leaderboards/my-task/why/star/fluo/f1@0.5', 'Why this number · My task · Cellboard'],
    ['/status', 'Status · Cellboard'],
    ['/me/submissions', 'Submissions · Cellboard'],
    ['/submissions/00000000-0000-4000-8000-000000000000', 'Submission · Cellboard'],
    ['/admin/health', 'Health · Cellboard'],
  ])('%s is a page: %s', async (path, title) => {
    const { headers, ...found } = await open(path);
    expect({ status: found.status, title: found.title }).toEqual({ status: 200, title });
    expect(headers.get('cache-control')).toBe('no-cache');
  });

  it.each([
    '/no-such-page',
    '/leaderboards/no-such-task',
    '/leaderboards/UPPER',
    '/leaderboards/my-task/no-such-dataset',
    '/leaderboards/my-task/tissue/more',
    '/leaderboards/my-task/why/star/fluo',
    '/leaderboards/no-such-task/figures',
    '/submissions',
    '/admin/constructor',
    '/images/tissue/two',
    '/images/nowhere/one',
    '/images/tissue/%00',
    '/models/nobody',
    '/models/star/nothing',
    '/models/star/fluo/more',
    '/datasets/nowhere',
    '/datasets/tissue/more',
    '/metrics/f2',
    '/metrics/f1@0.42',
    '/constructor',
  ])('%s is no page, which the application says in words', async (path) => {
    const { status, title, html } = await open(path);
    expect({ status, title }).toEqual({ status: 404, title: 'No such page · Cellboard' });
    expect(html).toContain('</html>');
  });

  it('describes a board by what it holds, with a picture of it', async () => {
    const { description, html } = await open('/leaderboards/my-task/tissue');
    expect(description).toBe(
      'Which model finds the nuclei best? Segmentation models ranked on Tissue &lt;slides&gt;: 2 images, 3 nuclei.',
    );
    expect(html).toMatch(
      /og:image" content="http:\/\/127\.0\.0\.1:\d+\/api\/v1\/images\/[0-9a-f-]{36}\/thumbnail\.webp"/,
    );
  });

  it('cuts a long description at the end of a sentence', async () => {
    const { description = '' } = await open('/datasets/tissue');
    expect(description).toMatch(/^Slides of tissue\..*They are long\.$/);
    expect(description.length).toBeLessThanOrEqual(300);
  });

  it('holds the description of a dataset for machines, with a list of its images and their files', async () => {
    const get = async (file: string, headers = {}) => api.fetch(`/api/v1/datasets/tissue/${file}`, { headers });
    const described = await get('croissant.json');
    expect(described.headers.get('content-type')).toContain('profile="http://mlcommons.org/croissant/1.1"');
    const text = await described.text();
    const [, embedded = ''] = /ld\+json">([^]*?)<\/script>/.exec((await open('/datasets/tissue')).html) ?? [];
    expect(JSON.parse(embedded)).toEqual(JSON.parse(text));
    const { distribution } = JSON.parse(text) as { distribution: { contentUrl: string; sha256: string }[] };
    expect(distribution[0]?.contentUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v1\/datasets\/tissue\/images\.csv$/);
    const images = await get('images.csv');
    const csv = await images.text();
    expect(createHash('sha256').update(csv).digest('hex')).toBe(distribution[0]?.sha256);
    expect(csv.split('\r\n')).toEqual([
      expect.stringMatching(/^name,width,height,channels,cells,.*,ignore_bytes,ignore_sha256$/),
      expect.stringMatching(/^one,3,1,1,2,not stated,fluorescence,,,,,\d+,[0-9a-f]{64},\d+,[0-9a-f]{64},,$/),
      expect.stringMatching(/^v1\.5 scan\.tif,3,1,1,1,/),
      '',
    ]);
    for (const [file, answer] of [
      ['croissant.json', described],
      ['images.csv', images],
    ] as const)
      // prettier-ignore
      expect((await get(file, { 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304);
    expect((await api.fetch('/api/v1/datasets/nowhere/croissant.json')).status).toBe(404);
    expect((await api.fetch('/api/v1/datasets/nowhere/images.csv')).status).toBe(404);
  });

  it('leads addresses of early releases on, with what they ask for', async () => {
    const { status, headers } = await open('/gallery?type=HeLa&n=6');
    expect([status, headers.get('location')]).toEqual([308, '/images?type=HeLa&n=6']);
    expect((await open('/gallery')).headers.get('location')).toBe('/images');
  });

  it('tells robots what is not a page', async () => {
    const response = await api.fetch('/robots.txt');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(await response.text()).toMatch(/^User-agent: \*\nDisallow: \/trpc\/$/m);
  });

  it('shows a page all the same while its head cannot be filled in', async () => {
    await database.orm.em.fork().execute('alter table model rename to model_away');
    const { status, title } = await open('/models/star');
    await database.orm.em.fork().execute('alter table model_away rename to model');
    expect({ status, title }).toEqual({ status: 200, title: 'Cellboard' });
    expect(api.log.some((line) => line.includes('the head of a page could not be filled in'))).toBe(true);
  });
});
