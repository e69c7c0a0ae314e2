import { imageFiles, type CandidateId, type ImageId } from '@cellboard/contract';
import { describeDatabases } from '@cellboard/db/testing';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { png } from './testing/pictures.fixture.ts';
import { imageForm, TestApi } from './testing/test-api.fixture.ts';

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

    await api.call(['datasets', 'create'], { slug: 'cells', name: 'Cells', licence: 'CC0-1.0' });
    const tags = JSON.stringify({ cellType: 'nucleus', modality: 'fluorescence' });
    const body = imageForm({ image: png([9, 9, 9]), truth: png([0, 1, 2]), tags });
    image = (
      (await (await api.operate('/files/datasets/cells/images/one', { method: 'PUT', body })).json()) as { id: ImageId }
    ).id;
  });
  afterAll(async () => {
    await api.close();
    await rm(web, { recursive: true });
  });

  const errorOf = async (response: Response) =>
    (await response.json()) as { error: { code: string; message: string; requestId: string } };

  describe('a picture', () => {
    const candidate = randomUUID() as CandidateId;

    it('is not there before its dataset is published', async () => {
      for (const path of [
        imageFiles.thumbnail(image),
        imageFiles.truth(image),
        imageFiles.prediction(image, 'task', candidate),
      ]) {
        const response = await api.fetch(path);
        expect([response.status, (await errorOf(response)).error.code]).toEqual([404, 'IMAGE_NOT_FOUND']);
        expect(response.headers.get('cache-control')).toBe('no-store');
      }
    });

    it('is sent once, and kept for a day without asking: another version may draw it otherwise', async () => {
      await api.call(['datasets', 'publish'], { dataset: 'cells' });
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
      const response = await api.fetch(imageFiles.prediction(image, 'task', candidate));
      expect([response.status, (await errorOf(response)).error.code]).toEqual([404, 'FILE_NOT_FOUND']);
    });

    it.each([
      '/files/images/x/thumbnail.webp',
      '/files/images/..%2F..%2Foperator-token/truth.webp',
      `/files/images/${randomUUID()}/predictions/UPPER/${randomUUID()}.webp`,
      `/files/images/${randomUUID()}/predictions/task/1.webp`,
    ])('is refused at %s', async (path) => {
      const response = await api.fetch(path);
      expect([response.status, (await errorOf(response)).error.code]).toEqual([400, 'REQUEST_INVALID']);
    });
  });

  describe('the pages', () => {
    it.each(['/', '//', '/tasks/demo', '/metrics/f1@0.5', '/a/deep/address?sort=pq&file=a.png'])(
      'answer at %s',
      async (path) => {
        const response = await api.fetch(path);
        expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
          200,
          'text/html; charset=utf-8',
          'no-cache',
        ]);
        expect(await response.text()).toBe(page);
      },
    );

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
      '/files/nowhere',
      '/health/nowhere',
      '/..%2f..%2fpackage.json',
      '/.env',
    ])('are no answer at %s', async (path) => {
      const response = await api.fetch(path);
      expect([response.status, (await errorOf(response)).error.code]).toEqual([404, 'PAGE_NOT_FOUND']);
    });

    it('say so where they are not built', async () => {
      const bare = await TestApi.open(database);
      const response = await bare.fetch('/');
      expect([response.status, await response.text()]).toEqual([
        503,
        expect.stringContaining('npm run build') as string,
      ]);
      expect((await bare.fetch('/health/ready')).status).toBe(200);
      await bare.close();
    });
  });

  describe('every answer', () => {
    const answers = () =>
      Promise.all([
        api.fetch('/'),
        api.fetch('/nowhere.js'),
        api.fetch('/health/live'),
        api.fetch('/trpc/tasks.list'),
        api.fetch('/trpc/tasks.get?input=%7B%7D'),
        api.fetch('/files/datasets/cells/images/x', { method: 'PUT' }),
        api.fetch(imageFiles.thumbnail(image)),
        api.fetch('/', { method: 'DELETE' }),
      ]);

    it('is numbered, and carries the security headers', async () => {
      for (const { headers, url, status } of await answers()) {
        const found = { url, status, ...Object.fromEntries(headers) };
        expect(found).toMatchObject({
          'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
          'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as string,
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
          'referrer-policy': 'no-referrer',
        });
        expect(found).not.toHaveProperty('x-powered-by');
      }
    });

    it('to an address that cannot be read is a refusal like any other', async () => {
      const response = await api.fetch('/%');
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
      });
      const { error } = await errorOf(response);
      expect([response.status, error.code, error.requestId]).toEqual([
        400,
        'REQUEST_INVALID',
        response.headers.get('x-request-id'),
      ]);
    });

    it('that fails says why, and shows nothing of our insides', async () => {
      const failed = (await answers()).filter(({ status }) => status >= 400);
      expect(failed.map(({ status }) => status)).toEqual([404, 400, 401, 404]);
      for (const response of failed) expect(await response.text()).not.toMatch(/node_modules|\.[tj]s:\d|at Object\./);
    });
  });

  describe('a fault of ours', () => {
    beforeAll(() => database.orm.em.fork().execute('alter table model rename to model_away'));
    afterAll(() => database.orm.em.fork().execute('alter table model_away rename to model'));

    it('is told by its number alone, and to the log with everything', async () => {
      const response = await api.fetch('/trpc/models.list');
      const text = await response.text();
      const number = response.headers.get('x-request-id') ?? '';
      expect(response.status).toBe(500);
      expect(JSON.parse(text)).toMatchObject({
        error: {
          message: `Something went wrong on our side. If it happens again, report it with this number: ${number}.`,
          data: { problem: null, requestId: number },
        },
      });
      expect(text).not.toMatch(/select|model_away|stack|\.ts/);
      const logged = api.log.filter((line) => line.includes(number) && line.includes('procedure failed'));
      expect(logged.join('')).toContain('does not exist');
    });
  });

  describe('procedures', () => {
    it('carry the code of a problem beside its words', async () => {
      const response = await api.fetch('/trpc/tasks.get?input=%7B%22task%22%3A%22nowhere%22%7D');
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({
        error: {
          message: expect.stringContaining('`tasks.list` names every task.') as string,
          data: { code: 'NOT_FOUND', problem: 'TASK_NOT_FOUND' },
        },
      });
    });

    it('take the token and nothing else for a right to write', async () => {
      const create = (headers: Record<string, string>) =>
        api.fetch('/trpc/datasets.create', {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ slug: 'mine', name: 'Mine', licence: 'CC0-1.0' }),
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
          { error: { data: { problem: 'OPERATOR_ONLY' } } },
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

    it('refuse a body that is too large, and one that is no JSON', async () => {
      const post = (body: string) =>
        api.operate('/trpc/datasets.create', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      expect((await post(JSON.stringify({ description: 'x'.repeat(3_000_000) }))).status).toBe(413);
      expect((await post('{"slug":')).status).toBe(400);
    });
  });

  describe('health', () => {
    it('says what is missing while the work cannot be done, and stays alive', async () => {
      await database.orm.em.fork().execute('alter schema pgboss rename to pgboss_away');
      const ready = await api.fetch('/health/ready');
      const live = await api.fetch('/health/live');
      await database.orm.em.fork().execute('alter schema pgboss_away rename to pgboss');
      expect([ready.status, await ready.json()]).toEqual([
        503,
        { status: 'unavailable', database: true, queue: false },
      ]);
      expect(live.status).toBe(200);
    });

    it('tells that the process lives and can work', async () => {
      expect(await (await api.fetch('/health/live')).json()).toEqual({ status: 'ok' });
      const ready = await api.fetch('/health/ready');
      expect([ready.status, await ready.json()]).toEqual([200, { status: 'ok', database: true, queue: true }]);
    });
  });
});
