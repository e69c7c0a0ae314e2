import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CellboardError } from './cellboard-error.ts';
import { createClient } from './client.ts';

/** What a server heard. */
interface Heard {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

type Answer = (response: ServerResponse, heard: Heard) => void;

/** Listens on a free port for the time of a test, and answers as told. */
async function withServer(answer: Answer, use: (url: string, heard: Heard[]) => Promise<void>): Promise<void> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const one = { method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(parts) };
      heard.push(one);
      answer(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, heard);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const json =
  (status: number, value: unknown): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const tags = {
  cellType: 'nucleus',
  modality: 'fluorescence',
  stain: null,
  tissue: null,
  pixelSizeUm: null,
  cluster: { kind: 'movie', key: 'm1' },
  split: 'train',
  planeZ: null,
  planeT: 3,
  instanceSeg: true,
} as const;

/** A problem as the server describes it. */
const problem = (status: number, code: string, detail: string): object => ({
  type: `urn:cellboard:problem:${code}`,
  title: 'Title',
  status,
  detail,
  code,
  requestId: 'req-7',
});

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('calls', () => {
  it.each(['There is nothing of the name "open". Leave it out.', 'Unrecognized key: "open".'])(
    'say that the server is older where it does not know an input: %s',
    async (detail) => {
      const answer = json(400, [
        { error: { message: detail, code: -32600, data: { problem: problem(400, 'REQUEST_INVALID', detail) } } },
      ]);
      await withServer(answer, async (url) => {
        expect(await failure(createClient({ url }).api.datasets.list.query({ open: true }))).toMatchObject({
          code: 'REQUEST_INVALID',
          message: `The server at ${url} does not know "open": it is older than this program. Update the server, or use the program of its version.`,
        });
      });
    },
  );

  it('keep what the server says of an input that it knows', async () => {
    const detail = 'limit: Use at most 100.';
    const answer = json(400, [
      { error: { message: detail, code: -32600, data: { problem: problem(400, 'REQUEST_INVALID', detail) } } },
    ]);
    await withServer(answer, async (url) => {
      expect(await failure(createClient({ url }).api.datasets.list.query({}))).toMatchObject({ message: detail });
    });
  });

  it('ask the procedure and carry the token', async () => {
    const page = { items: [{ slug: 'nuclei' }], next: null };
    await withServer(json(200, [{ result: { data: page } }]), async (url, heard) => {
      const answer = await createClient({ url: `${url}/`, token: 'secret' }).api.tasks.list.query({});
      expect(answer).toEqual(page);
      expect(heard[0]).toMatchObject({ method: 'GET', headers: { authorization: 'Bearer secret' } });
      expect(heard[0]?.url).toMatch(/^\/trpc\/tasks\.list\?batch=1/);
    });
  });

  it('fail with the code, the message and the request id of the problem', async () => {
    const data = { code: 'NOT_FOUND', httpStatus: 404, problem: problem(404, 'TASK_NOT_FOUND', 'There is no task x.') };
    await withServer(json(404, [{ error: { message: 'words', code: -32004, data } }]), async (url) => {
      const error = await failure(createClient({ url }).api.tasks.get.query({ task: 'x1' }));
      expect(error).toBeInstanceOf(CellboardError);
      expect(error).toMatchObject({ code: 'TASK_NOT_FOUND', message: 'There is no task x.', requestId: 'req-7' });
    });
  });

  it.each([undefined, null, 'TASK_NOT_FOUND', { code: 'TASK_NOT_FOUND' }])(
    'fail as not understood where a server of another version describes a problem as %j',
    async (problem) => {
      const data = { code: 'NOT_FOUND', httpStatus: 404, problem };
      await withServer(json(404, [{ error: { message: 'words', code: -32004, data } }]), async (url) => {
        expect(await failure(createClient({ url }).api.tasks.get.query({ task: 'x1' }))).toMatchObject({
          code: 'NOT_UNDERSTOOD',
        });
      });
    },
  );

  it('say that nothing answers', async () => {
    let gone = '';
    await withServer(json(200, {}), (url) => {
      gone = url;
      return Promise.resolve();
    });
    const client = createClient({ url: gone });
    const message = expect.stringContaining(`No Cellboard server answers at ${gone}.`) as string;
    expect(await failure(client.api.tasks.list.query({}))).toMatchObject({
      code: 'UNREACHABLE',
      message,
      requestId: null,
    });
    expect(await failure(client.uploadPrediction('s', { image: 'i' }, bytes('x')))).toMatchObject({
      code: 'UNREACHABLE',
      message,
    });
  });

  it('say that something else answers', async () => {
    const page: Answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hello</h1>');
    };
    await withServer(page, async (url) => {
      const client = createClient({ url });
      expect(await failure(client.api.tasks.list.query({}))).toMatchObject({ code: 'NOT_UNDERSTOOD' });
      expect(await failure(client.uploadPrediction('s', { image: 'i' }, bytes('x')))).toMatchObject({
        code: 'NOT_UNDERSTOOD',
      });
    });
  });

  it('end with the signal', async () => {
    const stop = new AbortController();
    await withServer(
      () => {
        stop.abort(new Error('enough'));
      },
      async (url) => {
        const client = createClient({ url, signal: stop.signal });
        expect(await failure(client.api.tasks.list.query({}))).toMatchObject({ message: 'enough' });
        expect(await failure(client.uploadPrediction('s', { image: 'i' }, bytes('x')))).toMatchObject({
          message: 'enough',
        });
      },
    );
  });
});

describe('files', () => {
  it.each([null, bytes('vague')])(
    'send an image as a form of its tags and files, with the ignore mask %p',
    async (ignore) => {
      const answer = { id: '1', unchanged: false };
      await withServer(json(200, answer), async (url, heard) => {
        const upload = { image: bytes('pixels'), truth: bytes('ids'), ignore, tags };
        expect(await createClient({ url, token: 'secret' }).uploadImage('dsb', 'a b/c', upload)).toEqual({
          ...answer,
          notes: [],
        });
        const [one] = heard;
        expect(one).toMatchObject({
          method: 'PUT',
          url: '/api/v1/datasets/dsb/images/a%20b%2Fc',
          headers: { authorization: 'Bearer secret' },
        });
        const form = await new Response(one?.body.toString('latin1'), {
          headers: { 'content-type': String(one?.headers['content-type']) },
        }).formData();
        expect(form.get('tags')).toBe(JSON.stringify(tags));
        expect(await (form.get('image') as File).text()).toBe('pixels');
        expect(await (form.get('truth') as File).text()).toBe('ids');
        expect(form.has('ignore')).toBe(ignore !== null);
        if (ignore) expect(await (form.get('ignore') as File).text()).toBe('vague');
      });
    },
  );

  it('send an image without truth as a form without that file', async () => {
    await withServer(json(200, {}), async (url, heard) => {
      const upload = { image: bytes('pixels'), truth: null, ignore: null, tags: { ...tags, instanceSeg: false } };
      await createClient({ url }).uploadImage('dsb', 'a', upload);
      const form = heard[0]?.body.toString('latin1') ?? '';
      expect(form.match(/(?<=form-data; name=")\w+/g)).toEqual(['tags', 'image']);
    });
  });

  it.each([
    [{ image: 'a' }, '/api/v1/submissions/s-1/predictions/a'],
    [{ image: 'a b', dataset: 'dsb2018' }, '/api/v1/submissions/s-1/predictions/a%20b?dataset=dsb2018'],
  ])('send the prediction for %j as it is', async (target, path) => {
    await withServer(json(200, { image: 'a', unchanged: true }), async (url, heard) => {
      await createClient({ url, token: 'secret' }).uploadPrediction('s-1', target, bytes('ids'));
      expect(heard[0]).toMatchObject({ method: 'PUT', url: path });
      expect(heard[0]?.headers['content-type']).toBe('application/octet-stream');
      expect(heard[0]?.body.toString()).toBe('ids');
    });
  });

  it('fail with the problem of the server', async () => {
    await withServer(json(409, problem(409, 'DATASET_PUBLISHED', 'It is published.')), async (url) => {
      const refusal = await failure(
        createClient({ url }).uploadImage('dsb', 'a', { image: bytes('x'), truth: bytes('y'), ignore: null, tags }),
      );
      expect(refusal).toBeInstanceOf(CellboardError);
      expect(refusal).toMatchObject({
        code: 'DATASET_PUBLISHED',
        message: 'It is published.',
        requestId: 'req-7',
      });
    });
  });

  it('fail as not understood where the answer is not a problem', async () => {
    await withServer(json(409, { error: { code: 'DATASET_PUBLISHED', message: 'It is published.' } }), async (url) => {
      expect(await failure(createClient({ url }).uploadPrediction('s', { image: 'i' }, bytes('x')))).toMatchObject({
        code: 'NOT_UNDERSTOOD',
      });
    });
  });
});
