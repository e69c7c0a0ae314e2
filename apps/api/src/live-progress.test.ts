import type { Submission, SubmissionProgress } from '@cellboard/contract';
import { describeEmbedded } from '@cellboard/db/testing';
import { password } from './sessions/credentials.fixture.ts';
import { Browser } from './testing/browser.fixture.ts';
import { publishDataset } from './testing/datasets.fixture.ts';
import { png } from './testing/pictures.fixture.ts';
import { TestApi } from './testing/test-api.fixture.ts';

const picture = [
  [9, 90, 90, 9],
  [9, 90, 90, 9],
];
const cells = [
  [0, 1, 1, 0],
  [0, 1, 1, 0],
];

/** An event of the stream, as it goes over the wire. */
interface WireEvent {
  readonly id: string;
  readonly data: SubmissionProgress;
}

describeEmbedded((database) => {
  let api: TestApi;
  let ada: Browser;
  let submission: string;

  beforeAll(async () => {
    api = await TestApi.open(database);
    await publishDataset(api, { slug: 'own', image: png(...picture), truth: png(...cells) });
    ada = new Browser(api);
    await ada.register('ada@example.org', { handle: 'ada', password });
    await ada.signIn('ada@example.org', password);
    const candidate = { slug: 'base', name: 'Base' };
    await ada.call('models.create', { slug: 'hers', name: 'Hers', developer: 'Ada', candidate });
    const made = await ada.call<Submission>('submissions.create', { task: 'cells', model: 'hers', candidate: 'base' });
    submission = made.id;
    await ada.fetch(`/api/v1/submissions/${submission}/predictions/one?dataset=own`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from(png(...cells)),
    });
    await ada.call('submissions.close', { submission });
  });
  afterAll(() => api.close());

  const path = (input: object) => `/trpc/submissions.watch?input=${encodeURIComponent(JSON.stringify(input))}`;

  /** Opens the stream as a browser's EventSource would. */
  async function open(browser: Browser, headers: Record<string, string> = {}) {
    const stopping = new AbortController();
    const stop = () => {
      stopping.abort();
    };
    const response = await browser.fetch(path({ submission }), {
      headers: { accept: 'text/event-stream', ...headers },
      signal: stopping.signal,
    });
    return { response, stop, events: eventsOf(response) };
  }

  it('streams progress to its owner, and resumes from the last event', async () => {
    const { response, events, stop } = await open(ada);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    const first = await next(events);
    expect(first.data).toMatchObject({ submission, status: 'queued', position: 1, isFinal: false });
    const resumed = await open(ada, { 'last-event-id': first.id });
    await ada.call('submissions.cancel', { submission });
    const [last, missed] = [await next(events), await next(resumed.events)];
    expect(last.data).toMatchObject({ status: 'cancelled', isFinal: true });
    // The first event was known to the connection that resumed.
    expect(missed).toEqual(last);
    stop();
    resumed.stop();
  });

  it('refuses everyone else as the question does', async () => {
    for (const [browser, status] of [[new Browser(api), 401]] as const) {
      const { response, stop } = await open(browser);
      const asked = await browser.fetch(path({ submission }).replace('watch', 'progress'));
      expect(asked.status).toBe(status);
      expect(await firstText(response)).toContain('SIGN_IN_REQUIRED');
      stop();
    }
    const bob = new Browser(api);
    await bob.register('bob@example.org', { handle: 'bob', password });
    await bob.signIn('bob@example.org', password);
    const { response, stop } = await open(bob);
    expect(await firstText(response)).toContain('SUBMISSION_NOT_FOUND');
    stop();
  });

  it('ends its streams when the server stops', async () => {
    const made = await ada.call<Submission>('submissions.create', { task: 'cells', model: 'hers', candidate: 'base' });
    submission = made.id;
    const { events } = await open(ada);
    expect((await next(events)).data.status).toBe('open');
    const closing = Date.now();
    await api.close();
    expect(Date.now() - closing).toBeLessThan(5000);
  });
});

/** What a stream says before anything else. */
async function firstText(response: Response): Promise<string> {
  let text = '';
  for await (const part of response.body ?? []) {
    text += Buffer.from(part as Uint8Array).toString();
    if (text.includes('code')) break;
  }
  return text;
}

async function next(events: AsyncGenerator<WireEvent>): Promise<WireEvent> {
  const result = await events.next();
  if (result.done === true) throw new Error('The stream ended without another event.');
  return result.value;
}

/** The events of a stream that have an id. */
async function* eventsOf(response: Response): AsyncGenerator<WireEvent, undefined> {
  let text = '';
  for await (const part of response.body ?? []) {
    text += Buffer.from(part as Uint8Array).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const id = /^id: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (id !== undefined && data !== undefined) yield { id, data: JSON.parse(data) as SubmissionProgress };
    }
  }
  return undefined;
}
