import type { ProblemDetails } from '@cellboard/contract';
import { describeDatabases } from '@cellboard/db/testing';
import { randomUUID } from 'node:crypto';
import { openDataset, publishDataset, tags } from '../testing/datasets.fixture.ts';
import { png } from '../testing/pictures.fixture.ts';
import { problemOf, problemOfCall } from '../testing/problem.fixture.ts';
import { imageForm, MAX_FILE_BYTES, TestApi } from '../testing/test-api.fixture.ts';

const pictures = { image: png([1, 2, 3]), truth: png([0, 1, 2]) };
const files = { ...pictures, tags };
const json = { 'content-type': 'application/json' };

/** A request and how it is refused. */
interface Refused {
  readonly what: string;
  readonly send: () => Promise<Response>;
  readonly status: number;
  readonly code: string;
  readonly detail: RegExp;
}

describeDatabases((database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.open(database);
    await openDataset(api, 'open');
    await publishDataset(api, { slug: 'closed', ...pictures });
  });
  afterAll(() => api.close());

  const putImage = (dataset: string, body: RequestInit['body'], headers: Record<string, string> = {}) =>
    api.operate(`/api/v1/datasets/${dataset}/images/one`, { method: 'PUT', body: body ?? null, headers });

  describe('a route that refuses a request', () => {
    const refused: Refused[] = [
      {
        what: 'an address where there is nothing',
        send: () => api.fetch('/api/v1/nowhere'),
        ...{ status: 404, code: 'PAGE_NOT_FOUND', detail: /nothing at this address/ },
      },
      {
        what: 'a method that the address does not have',
        send: () => api.operate('/api/v1/health/live', { method: 'DELETE' }),
        ...{ status: 404, code: 'PAGE_NOT_FOUND', detail: /nothing at this address/ },
      },
      {
        what: 'an address that cannot be read',
        send: () => api.fetch('/%'),
        ...{ status: 400, code: 'REQUEST_INVALID', detail: /^The address cannot be read\. Encode/ },
      },
      {
        what: 'an id that is none',
        send: () => api.fetch('/api/v1/images/1/thumbnail.webp'),
        ...{ status: 400, code: 'REQUEST_INVALID', detail: /UUID/ },
      },
      {
        what: 'no token',
        send: () => api.fetch('/api/v1/datasets/open/images/one', { method: 'PUT', body: imageForm(files) }),
        ...{ status: 401, code: 'SIGN_IN_REQUIRED', detail: /Sign in, or send a token/ },
      },
      {
        what: 'a dataset that is not there',
        send: () => putImage('nowhere', imageForm(files)),
        ...{ status: 404, code: 'DATASET_NOT_FOUND', detail: /nowhere/ },
      },
      {
        what: 'a dataset that is published',
        send: () => putImage('closed', imageForm(files)),
        ...{ status: 409, code: 'DATASET_PUBLISHED', detail: /Version 1 .* is published/ },
      },
      {
        what: 'a file beyond the limit',
        send: () => putImage('open', imageForm({ ...files, image: new Uint8Array(MAX_FILE_BYTES + 1) })),
        ...{ status: 413, code: 'FILE_TOO_LARGE', detail: /larger than the 0\.1 MiB/ },
      },
      {
        what: 'JSON beyond the limit',
        send: () => putImage('open', JSON.stringify('x'.repeat(2_000_000)), json),
        ...{ status: 413, code: 'REQUEST_INVALID', detail: /^The body of the request is too large\./ },
      },
      {
        what: 'JSON that is none',
        send: () => putImage('open', '{"slug":', json),
        ...{ status: 400, code: 'REQUEST_INVALID', detail: /^The body of the request is not valid JSON\./ },
      },
      {
        what: 'a content type that nobody reads',
        send: () => putImage('open', 'words', { 'content-type': 'image/svg+xml' }),
        ...{ status: 415, code: 'REQUEST_INVALID', detail: /^The content type .* cannot be used here\. Send JSON/ },
      },
      {
        what: 'a content type of another route',
        send: () => putImage('open', '{}', json),
        ...{ status: 400, code: 'REQUEST_INVALID', detail: /^Send a form \(multipart\/form-data\)/ },
      },
      {
        what: 'a file that cannot be read',
        send: () => putImage('open', imageForm({ ...files, image: new TextEncoder().encode('words') })),
        ...{ status: 422, code: 'FILE_UNREADABLE', detail: /^one: The image cannot be read\./ },
      },
    ];
    it.each(refused)('answers $status for $what', async ({ send, status, code, detail }) => {
      const response = await send();
      const problem = await problemOf(response);
      expect([problem.status, problem.code, problem.detail]).toEqual([status, code, expect.stringMatching(detail)]);
      expect(problem.detail).toMatch(/\.$/);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer realm="Cellboard"' : null);
    });
  });

  describe('a procedure that refuses a call', () => {
    const query = (path: string, input: unknown = {}) =>
      api.fetch(`/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`);
    const mutation = (path: string, input: unknown, send: TestApi['fetch'] = api.operate.bind(api)) =>
      send(`/trpc/${path}`, { method: 'POST', headers: json, body: JSON.stringify(input) });

    const refused: Refused[] = [
      {
        what: 'a procedure that is not there',
        send: () => query('tasks.nowhere'),
        ...{ status: 404, code: 'PAGE_NOT_FOUND', detail: /tasks\.nowhere/ },
      },
      {
        what: 'input that does not fit',
        send: () => query('tasks.get', { task: 'UPPER' }),
        ...{ status: 400, code: 'REQUEST_INVALID', detail: /^task: Use 2 to 64 lower-case letters/ },
      },
      {
        what: 'input of another type',
        send: () => query('tasks.list', { limit: 'many', cursor: 7 }),
        ...{ status: 400, code: 'REQUEST_INVALID', detail: /^cursor: Use text\. limit: Use a number\.$/ },
      },
      {
        what: 'input that lacks something',
        send: () => query('tasks.get'),
        ...{ status: 400, code: 'REQUEST_INVALID', detail: /^task: This is missing\.$/ },
      },
      {
        what: 'a key that nobody knows',
        send: () => query('tasks.get', { task: 'cells', colour: 'red' }),
        ...{ status: 400, code: 'REQUEST_INVALID', detail: /colour/ },
      },
      {
        what: 'JSON in the address that is none',
        send: () => api.fetch('/trpc/tasks.get?input=%7B'),
        ...{ status: 400, code: 'REQUEST_INVALID', detail: /^The input is not valid JSON\.$/ },
      },
      {
        what: 'more procedures at once than it may be',
        send: () => api.fetch(`/trpc/${Array(21).fill('tasks.list').join(',')}?batch=1&input=%7B%7D`),
        ...{ status: 400, code: 'REQUEST_INVALID', detail: /^The request calls too many procedures at once\./ },
      },
      {
        what: 'JSON in the body that is none',
        send: () => api.operate('/trpc/datasets.create', { method: 'POST', headers: json, body: '{"slug":' }),
        // Under jest the error of Node's own parser is of another realm, which tRPC does not take for an error.
        ...{ status: 400, code: 'REQUEST_INVALID', detail: /^(?:The input is not valid JSON\.|Invalid input)$/ },
      },
      {
        what: 'a query that is sent as a mutation',
        send: () => mutation('tasks.list', {}),
        ...{ status: 405, code: 'REQUEST_INVALID', detail: /tasks\.list/ },
      },
      {
        what: 'no token',
        send: () => mutation('datasets.publish', { dataset: 'open' }, api.fetch.bind(api)),
        ...{ status: 401, code: 'SIGN_IN_REQUIRED', detail: /Sign in, or send a token/ },
      },
      {
        what: 'a task that is not there',
        send: () => query('tasks.get', { task: 'nowhere' }),
        ...{ status: 404, code: 'TASK_NOT_FOUND', detail: /^There is no task "nowhere"\./ },
      },
      {
        what: 'a dataset that is there with other words',
        send: () => mutation('datasets.create', { slug: 'open', name: 'New', object: 'cell', licence: 'MIT' }),
        ...{ status: 409, code: 'DATASET_EXISTS', detail: /open/ },
      },
      {
        what: 'a dataset without an image',
        send: () => mutation('datasets.publish', { dataset: 'open' }),
        ...{ status: 412, code: 'DATASET_EMPTY', detail: /open/ },
      },
      {
        what: 'a submission that is not there',
        send: () => mutation('submissions.close', { submission: randomUUID() }),
        ...{ status: 404, code: 'SUBMISSION_NOT_FOUND', detail: /There is no submission/ },
      },
    ];
    it.each(refused)('answers $status for $what', async ({ send, status, code, detail }) => {
      const response = await send();
      const problem = await problemOfCall(response);
      expect([problem.status, problem.code, problem.detail]).toEqual([status, code, expect.stringMatching(detail)]);
      expect(response.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer realm="Cellboard"' : null);
    });

    it('answers 415 and 413 as every route does, before the call is read', async () => {
      const send = (body: string, type: string) =>
        api.operate('/trpc/datasets.create', { method: 'POST', headers: { 'content-type': type }, body });
      for (const type of ['text/xml', 'multipart/form-data; boundary=b', 'application/octet-stream'])
        expect(await problemOf(await send('<a/>', type))).toMatchObject({ status: 415, code: 'REQUEST_INVALID' });
      const large = await send(JSON.stringify({ description: 'x'.repeat(3_000_000) }), 'application/json');
      expect(await problemOf(large)).toMatchObject({ status: 413, code: 'REQUEST_INVALID' });
    });

    it('names the problem of each call of a batch', async () => {
      const input = encodeURIComponent(JSON.stringify({ 0: {}, 1: { task: 'nowhere' } }));
      const response = await api.fetch(`/trpc/tasks.list,tasks.get?batch=1&input=${input}`);
      const answers = (await response.json()) as { error?: { data: { problem: ProblemDetails } } }[];
      expect([response.status, answers.map(({ error }) => error?.data.problem.code)]).toEqual([
        207,
        [undefined, 'TASK_NOT_FOUND'],
      ]);
    });

    it.each([
      ['tasks.list', {}],
      ['tasks.images', { task: 'cells' }],
      ['datasets.list', {}],
      ['datasets.files', { dataset: 'open' }],
      ['images.list', {}],
      ['models.list', {}],
      ['sources.list', {}],
      ['submissions.list', {}],
      ['submissions.mine', {}],
      ['storage.verify', {}],
    ])('answers 400 for a cursor that no answer of %s held', async (path, input) => {
      const page = (cursor: string) =>
        api.operate(`/trpc/${path}?input=${encodeURIComponent(JSON.stringify({ ...input, cursor }))}`);
      const others = [[], [null], {}, ['a', 'b', 'c', 'd', 'e'], 7].map((place) =>
        Buffer.from(JSON.stringify(place)).toString('base64url'),
      );
      for (const cursor of ['x', 'AAAA', ...others])
        expect(await problemOfCall(await page(cursor))).toMatchObject({ status: 400, code: 'CURSOR_INVALID' });
      for (const cursor of ['', '../x', 'x'.repeat(1001)])
        expect(await problemOfCall(await page(cursor))).toMatchObject({ status: 400, code: 'REQUEST_INVALID' });
    });
  });

  it.each([
    ['a range beside the input', '/trpc/images.list?input=%7B%7D&within=foo', 'has the field "within"'],
    ['a filter alone', '/trpc/datasets.list?licence=free', 'has the field "licence"'],
    [
      'a measure that does not exist',
      `/trpc/images.list?input=${encodeURIComponent(JSON.stringify({ within: [{ measure: 'foo', from: 1, below: null }] }))}`,
      'Use one of diameter, density',
    ],
    ['a range as text', '/trpc/images.list?input=%7B%22within%22%3A%22foo%22%7D', 'within: Use a list'],
  ])('refuses %s, instead of answering as if it were not there', async (...[, path, words]) => {
    const problem = await problemOfCall(await api.fetch(path));
    expect(problem).toMatchObject({ status: 400, code: 'REQUEST_INVALID' });
    expect(problem).toMatchObject({ detail: expect.stringContaining(words) as string });
  });

  describe('a fault of ours', () => {
    beforeAll(() => database.orm.em.fork().execute('alter table image rename to image_away'));
    afterAll(() => database.orm.em.fork().execute('alter table image_away rename to image'));

    it('shows the id of its request alone, and the log has everything', async () => {
      const asked = { route: `/api/v1/images/${randomUUID()}/truth.webp`, procedure: '/trpc/images.list?input=%7B%7D' };
      const problems = [
        await problemOf(await api.fetch(asked.route)),
        await problemOfCall(await api.fetch(asked.procedure)),
      ];
      for (const { requestId, ...problem } of problems) {
        expect(problem).toEqual({
          type: 'urn:cellboard:problem:INTERNAL',
          title: 'Internal error',
          status: 500,
          detail: `Something went wrong on our side. If it happens again, report it with the request id ${requestId}.`,
          code: 'INTERNAL',
        });
        const logged = api.log.filter((line) => line.includes(requestId) && line.includes('failed'));
        expect(logged.join('')).toContain('does not exist');
      }
    });
  });
});
