import { imageFiles, type CandidateId, type ImageId } from '@cellboard/contract';
import { describeDatabases } from '@cellboard/db/testing';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addImage, openDataset } from './testing/datasets.fixture.ts';
import { png } from './testing/pictures.fixture.ts';
import { problemOf } from './testing/problem.fixture.ts';
import { TestApi } from './testing/test-api.fixture.ts';

const page =
  '<!doctype html><title>Cellboard</title><script>document.title += "!"</script><script type="module" src="/assets/a-1.js"></script>';
const code = `// ${'cells '.repeat(1000)}`;

describeDatabases((database) => {
  let web: string;
  let api: TestApi;
  let image: ImageId;
  beforeAll(async () => {
    web = await mkdtemp(join(tmpdir(), 'cellboard-web-'));
    await mkdir(join(web, 'assets'));
    await writeFile(join(web, 'index.html'), page);
    await writeFile(join(web, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await writeFile(join(web, 'assets', 'a-1.js'), code);
    api = await TestApi.open(database, { webRoot: web });

    await openDataset(api, 'nuclei', 'nucleus');
    image = (await addImage(api, { dataset: 'nuclei', image: png([9, 9, 9]), truth: png([0, 1, 2]) })).id;
  });
  afterAll(async () => {
    await api.close();
    await rm(web, { recursive: true });
  });

  describe('a picture', () => {
    const candidate = randomUUID() as CandidateId;

    it('is not there before its dataset is published', async () => {
      for (const path of [
        imageFiles.thumbnail(image),
        imageFiles.truth(image),
        imageFiles.prediction(image, 'nuclei', candidate),
      ]) {
        const response = await api.fetch(path);
        expect(await problemOf(response)).toMatchObject({ status: 404, code: 'IMAGE_NOT_FOUND' });
        expect(response.headers.get('cache-control')).toBe('no-store');
      }
    });

    it('is sent once, and kept for a day without asking: another version may draw it otherwise', async () => {
      await api.call(['datasets', 'publish'], { dataset: 'nuclei' });
      for (const path of [imageFiles.thumbnail(image), imageFiles.truth(image)]) {
        const first = await api.fetch(path);
        expect(first.status).toBe(200);
        expect(Object.fromEntries(first.headers)).toMatchObject({
          'content-type': 'image/webp',
          'cache-control': 'public, max-age=86400',
          'x-content-type-options': 'nosniff',
          etag: expect.stringMatching(/^"[a-z0-9/-]+"$/) as string,
        });
        expect(
          Buffer.from(await first.arrayBuffer())
            .subarray(8, 12)
            .toString(),
        ).toBe('WEBP');

        const tag = first.headers.get('etag') ?? '';
        for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
          const again = await api.fetch(path, { headers: { 'if-none-match': known } });
          expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0]);
        }
        expect((await api.fetch(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
      }
    });

    it('of a prediction that is not there is not there', async () => {
      const response = await api.fetch(imageFiles.prediction(image, 'nuclei', candidate));
      expect(await problemOf(response)).toMatchObject({ status: 404, code: 'FILE_NOT_FOUND' });
    });

    it('of samples and cells is packed as the client takes it, under a tag of its own', async () => {
      const get = (path: string, accepted: string, more: Record<string, string> = {}) =>
        api.fetch(path, { headers: { 'accept-encoding': accepted, ...more } });
      const bodies = new Map<string, Buffer[]>();
      for (const [path, type] of [
        [imageFiles.samples(image), 'application/x-npy'],
        [imageFiles.truthLabels(image), 'application/x-cellboard-labels'],
      ] as const) {
        const tags = new Set<string>();
        for (const accepted of ['gzip', 'zstd;q=0, gzip;q=0.5', 'br', 'identity']) {
          const response = await get(path, accepted);
          expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
          const packing = accepted.includes('gzip') ? 'gzip' : null;
          expect([accepted, response.headers.get('content-encoding')]).toEqual([accepted, packing]);
          expect(response.headers.get('vary')).toContain('accept-encoding');
          const tag = response.headers.get('etag') ?? '';
          expect(tag).toMatch(/^"[a-z0-9/-]+"$/);
          tags.add(tag);
          bodies.set(path, [...(bodies.get(path) ?? []), Buffer.from(await response.arrayBuffer())]);
          expect((await get(path, accepted, { 'if-none-match': tag })).status).toBe(304);
        }
        expect(tags.size).toBe(2);
        for (const body of bodies.get(path)!) expect(body).toEqual(bodies.get(path)![0]);
      }
      expect(bodies.get(imageFiles.samples(image))![0]!.subarray(128)).toEqual(Buffer.from([9, 9, 9]));
      expect(bodies.get(imageFiles.truthLabels(image))![0]!.subarray(0, 4)).toEqual(
        Buffer.from([0x8e, 0x43, 0x42, 0x4c]),
      );
      const stored = await get(imageFiles.samples(image), 'gzip, deflate, br, zstd');
      expect(stored.headers.get('content-encoding')).toBe('zstd');
      await stored.body?.cancel();
    });

    it('is saved under a readable name where its licence lets us share it', async () => {
      const [refused] = await Promise.all([api.fetch(imageFiles.truthAs(image, 'geojson'))]);
      expect(await problemOf(refused)).toMatchObject({ status: 403, code: 'DOWNLOAD_NOT_ALLOWED' });
      const sharing = { dataset: 'nuclei', redistributable: true, reason: 'It may be shared.' };
      await api.call(['datasets', 'describe'], sharing);
      const original = await api.fetch(imageFiles.original(image));
      expect(Object.fromEntries(original.headers)).toMatchObject({
        'content-disposition': expect.stringMatching(
          /^attachment; filename="nuclei_[^"]+\.png"; filename\*=UTF-8''nuclei_/,
        ) as string,
        'content-type': 'image/png',
      });
      expect(Buffer.from(await original.arrayBuffer())).toEqual(Buffer.from(png([9, 9, 9])));
      const truth = await api.fetch(imageFiles.truthAs(image, 'geojson'));
      expect(((await truth.json()) as { features: unknown[] }).features).toHaveLength(2);
      const tag = truth.headers.get('etag') ?? '';
      const again = await api.fetch(imageFiles.truthAs(image, 'geojson'), { headers: { 'if-none-match': tag } });
      expect([tag.slice(0, 3), again.status]).toEqual(['W/"', 304]);
    });

    it.each([
      `/api/v1/images/${randomUUID()}/truth/exe`,
      `/api/v1/images/${randomUUID()}/predictions/task/${randomUUID()}/exe`,
      `/api/v1/images/${randomUUID()}/predictions/UPPER/${randomUUID()}.labels`,
      '/api/v1/images/x/samples.npy',
      '/api/v1/images/x/thumbnail.webp',
      '/api/v1/images/..%2F..%2Foperator-token/truth.webp',
      `/api/v1/images/${randomUUID()}/predictions/UPPER/${randomUUID()}.webp`,
      `/api/v1/images/${randomUUID()}/predictions/task/1.webp`,
    ])('is refused at %s', async (path) => {
      const response = await api.fetch(path);
      expect(await problemOf(response)).toMatchObject({ status: 400, code: 'REQUEST_INVALID' });
    });
  });

  describe('the pages', () => {
    it.each<[string, number, string]>([
      ['/', 200, 'Cellboard'],
      ['//', 200, 'Cellboard'],
      ['/metrics/f1@0.5?sort=pq&file=a.png', 200, 'F1 · Cellboard'],
      ['/leaderboards/nowhere', 404, 'No such page · Cellboard'],
      ['/a/deep/address?sort=pq&file=a.png', 404, 'No such page · Cellboard'],
    ])('answer at %s with %i and the title %s', async (path, status, title) => {
      const response = await api.fetch(path);
      expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
        status,
        'text/html; charset=utf-8',
        'no-cache',
      ]);
      const text = await response.text();
      expect(/<title>(.*)<\/title>/.exec(text)?.[1]).toBe(title);
      expect(text.replace(title, 'Cellboard')).toBe(page);
    });

    it('have files that may be kept for ever where their name carries a hash', async () => {
      const script = await api.fetch('/assets/a-1.js', { headers: { 'accept-encoding': 'br' } });
      expect(await script.text()).toBe(code);
      expect(Object.fromEntries(script.headers)).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-encoding': 'br',
      });
      expect((await api.fetch('/favicon.svg')).headers.get('cache-control')).toBe('no-cache');
    });

    it('allow the scripts written into them by their hash, and no others', async () => {
      const policy = (await api.fetch('/')).headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/script-src 'self' 'sha256-[A-Za-z0-9+/]{43}='(;|$)/);
      expect(policy.split(';').find((part) => part.startsWith('script-src'))).not.toContain('unsafe');
    });

    it.each([
      '/assets/old-2.js',
      '/missing.png',
      '/api/v1/nowhere',
      '/api/v1/health/nowhere',
      '/trpc',
      '/..%2f..%2fpackage.json',
      '/.env',
    ])('are no answer at %s', async (path) => {
      const response = await api.fetch(path);
      expect(await problemOf(response)).toMatchObject({ status: 404, code: 'PAGE_NOT_FOUND' });
    });

    it('say so where they are not built', async () => {
      const bare = await TestApi.open(database);
      const response = await bare.fetch('/');
      expect([response.status, await response.text()]).toEqual([
        503,
        expect.stringContaining('npm run build') as string,
      ]);
      expect((await bare.fetch('/api/v1/health/ready')).status).toBe(200);
      await bare.close();
    });
  });

  describe('every answer', () => {
    const answers = () =>
      Promise.all([
        api.fetch('/'),
        api.fetch('/nowhere.js'),
        api.fetch('/api/v1/health/live'),
        api.fetch('/trpc/tasks.list?input=%7B%7D'),
        api.fetch('/trpc/tasks.get?input=%7B%7D'),
        api.fetch('/api/v1/datasets/nuclei/images/x', { method: 'PUT' }),
        api.fetch(imageFiles.thumbnail(image)),
        api.fetch('/', { method: 'DELETE' }),
        api.fetch('/%'),
        api.fetch('/%zz'),
        api.fetch('/assets/a-1.js', { method: 'HEAD' }),
        api.fetch('/api/v1/health/ready', { method: 'OPTIONS' }),
        api.fetch(imageFiles.truth(image), { headers: { 'if-none-match': '*' } }),
      ]);

    it('is numbered, and carries the security headers', async () => {
      for (const { headers, url, status } of await answers()) {
        const found = { url, status, ...Object.fromEntries(headers) };
        expect(found).toMatchObject({
          'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
          'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as string,
          'x-content-type-options': 'nosniff',
          'permissions-policy': 'camera=(), geolocation=(), microphone=()',
          'cache-control': expect.stringMatching(
            /^(?:no-store|no-cache|public, max-age=\d+(?:, immutable)?)$/,
          ) as string,
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          'referrer-policy': 'no-referrer',
          'x-frame-options': 'DENY',
        });
        expect(found).not.toHaveProperty('x-powered-by');
        expect(found).not.toHaveProperty('server');
      }
    });

    it('that fails says why, and shows nothing of our insides', async () => {
      const failed = (await answers()).filter(({ status }) => status >= 400);
      expect(failed.map(({ status }) => status)).toEqual([404, 400, 401, 404, 400, 400, 404]);
      for (const response of failed) expect(await response.text()).not.toMatch(/node_modules|\.[tj]s:\d|at Object\./);
    });
  });

  describe('procedures', () => {
    it('take the token and nothing else for a right to write', async () => {
      const create = (headers: Record<string, string>) =>
        api.fetch('/trpc/datasets.create', {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ slug: 'mine', name: 'Mine', object: 'cell', licence: 'CC0-1.0' }),
        });
      for (const headers of [
        {},
        { authorization: 'Bearer x' },
        { cookie: `token=${api.token}` },
        { 'x-operator': 'true' },
      ]) {
        const response = await create(headers);
        expect([response.status, await response.json()]).toMatchObject([
          401,
          { error: { data: { problem: { code: 'SIGN_IN_REQUIRED' } } } },
        ]);
      }
      expect((await create({ authorization: `Bearer ${api.token}` })).status).toBe(200);
    });

    it('answer several calls at once, but not any number', async () => {
      const calls = (count: number) => {
        const input = Object.fromEntries(Array.from({ length: count }, (_, i) => [i, {}]));
        return api.fetch(
          `/trpc/${Array(count).fill('tasks.list').join(',')}?batch=1&input=${encodeURIComponent(JSON.stringify(input))}`,
        );
      };
      expect(await (await calls(5)).json()).toHaveLength(5);
      expect((await calls(200)).status).toBeGreaterThanOrEqual(400);
    });
  });
});
