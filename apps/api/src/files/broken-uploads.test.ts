import { describeDatabases } from '@cellboard/db/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { addImage, openDataset, openSubmission, publishDataset } from '../testing/datasets.fixture.ts';
import { png } from '../testing/pictures.fixture.ts';
import { refusal } from '../testing/problem.fixture.ts';
import { openSocket, parseAnswer, readToEnd } from '../testing/raw-request.fixture.ts';
import { TestApi } from '../testing/test-api.fixture.ts';

const files = { image: png([1, 2, 3]), truth: png([0, 1, 2]) };

/** Lines of pino at level error and above. */
const isError = (line: string) => (JSON.parse(line) as { level: number }).level >= 50;

describeDatabases((database) => {
  let api: TestApi;
  let submission: string;
  beforeAll(async () => {
    api = await TestApi.open(database);
    await openDataset(api, 'open');
    await publishDataset(api, { slug: 'closed', ...files });
    submission = await openSubmission(api, 'cells');
  });
  afterAll(() => api.close());

  const names = async () =>
    (await api.call(['datasets', 'files'], { dataset: 'open' }, 'query')).items.map(({ name }) => name);
  const predicted = async () => (await api.call(['submissions', 'get'], { submission }, 'query')).predictionCount;
  const breaks = () => api.log.filter((line) => line.includes('the client broke off the request')).length;

  /** Sends the beginning of a request, waits until the server reads its body, and closes the connection. */
  async function breakOff(lines: readonly string[], body: string): Promise<void> {
    const before = breaks();
    const socket = await openSocket(api.port);
    const head = [...lines, 'host: localhost', `authorization: Bearer ${api.token}`];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    await sleep(200);
    socket.destroy();
    while (breaks() === before) await sleep(20);
  }

  const form = 'content-type: multipart/form-data; boundary=b';
  const image = `--b\r\ncontent-disposition: form-data; name="image"; filename="i.png"\r\n\r\n`;
  const octets = 'content-type: application/octet-stream';
  it.each<[what: string, lines: (path: { image: string; prediction: string }) => string[], body: string]>([
    ['an image', (at) => [`PUT ${at.image} HTTP/1.1`, form, 'content-length: 50000'], `${image}half an image`],
    [
      'an image in chunks',
      (at) => [`PUT ${at.image} HTTP/1.1`, form, 'transfer-encoding: chunked'],
      `f\r\n--b\r\ncontent`,
    ],
    ['a prediction', (at) => [`PUT ${at.prediction} HTTP/1.1`, octets, 'content-length: 50000'], 'half a prediction'],
    [
      'a prediction that is refused',
      (at) => [`PUT ${at.prediction}x HTTP/1.1`, octets, 'content-length: 50000'],
      'half',
    ],
    [
      'a call',
      () => ['POST /trpc/datasets.create HTTP/1.1', 'content-type: application/json', 'content-length: 500'],
      '{"slug"',
    ],
  ])('%s that breaks off leaves no file, no row and no error in the log', async (_what, lines, body) => {
    const kept = await api.stored();
    const path = {
      image: '/api/v1/datasets/open/images/cut',
      prediction: `/api/v1/submissions/${submission}/predictions/one`,
    };
    await breakOff(lines(path), body);
    expect(await api.stored()).toEqual(kept);
    expect(await names()).toEqual([]);
    expect(await predicted()).toBe(0);
    expect(api.log.filter(isError)).toEqual([]);
  });

  it.each([
    ['that ends too early', 'b', '--b\r\ncontent-disposition: form-data; name="image"; filename="i"\r\n\r\nhalf'],
    ['of other parts than it says', 'b', 'no part at all'],
    ['with a broken part', 'b', '--b\r\nno header\r\n\r\nx\r\n--b--\r\n'],
    ['without a boundary', '', '--b--\r\n'],
  ])('a form %s is refused in words, and nothing of it is kept', async (_what, boundary, body) => {
    const type = `multipart/form-data${boundary && `; boundary=${boundary}`}`;
    const response = await api.operate('/api/v1/datasets/open/images/bad', {
      method: 'PUT',
      headers: { 'content-type': type },
      body,
    });
    const [status, code, message] = await refusal(response);
    expect([status, code]).toEqual([400, 'REQUEST_INVALID']);
    expect(message).toMatch(/form/);
    expect(await names()).not.toContain('bad');
  });

  it('an upload whose announced length is beyond the limit is refused at once', async () => {
    const head = [
      'PUT /api/v1/datasets/open/images/announced HTTP/1.1',
      'host: localhost',
      `authorization: Bearer ${api.token}`,
      'content-type: multipart/form-data; boundary=b',
      'content-length: 99999999999',
      'connection: close',
    ];
    const socket = await openSocket(api.port);
    const answer = readToEnd(socket);
    socket.write(`${head.join('\r\n')}\r\n\r\n--b`);
    expect(parseAnswer(await answer).status).toBe(413);
  });

  it('the same image is taken afterwards', async () => {
    await addImage(api, { dataset: 'open', name: 'cut', ...files });
    expect(await names()).toEqual(['cut']);
  });
});
