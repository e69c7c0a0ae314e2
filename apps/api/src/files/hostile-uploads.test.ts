import { describeEmbedded } from '@cellboard/db/testing';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { openDataset, openSubmission, publishDataset, tags } from '../testing/datasets.fixture.ts';
import { evilPickle, halfPng, headerBomb, largeTiff, zipOfText } from '../testing/hostile.fixture.ts';
import { png } from '../testing/pictures.fixture.ts';
import { refusal } from '../testing/problem.fixture.ts';
import { imageForm, TestApi } from '../testing/test-api.fixture.ts';

const image = png([10, 20, 30], [40, 50, 60]);
const truth = png([0, 1, 1], [2, 2, 0]);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Hostile files of several projects, which lie beside the repository where it is developed. */
const DATA = fileURLToPath(new URL('../../../../../shared/data/badinputs/', import.meta.url));
const manifest = join(DATA, 'MANIFEST.tsv');
if (!existsSync(manifest)) console.warn(`Skipped: there are no hostile files in ${DATA}.`);
const withData = existsSync(manifest) ? it : it.skip;

const UNREADABLE = [422, 'PREDICTION_UNREADABLE'];
const EMPTY = [400, 'REQUEST_INVALID'];

/** Numbers of the processes that this one started, where the system tells them. */
function children(): number[] {
  if (process.platform !== 'linux') return [];
  const text = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'latin1');
  return text.split(' ').filter(Boolean).map(Number);
}

describeEmbedded((database) => {
  let api: TestApi;
  let folder: string;
  let submission: string;
  const before = children();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellboard-hostile-'));
    api = await TestApi.open(database, { settings: { maxFileBytes: 2 ** 27, decodeTimeoutMs: 60_000 } });
    await openDataset(api, 'open');
    submission = await submissionOn('hostile', { image, truth });
  });
  afterAll(async () => {
    await api.close();
    await rm(folder, { recursive: true });
  });

  /** An open submission to a task of its own, with one image `one`. */
  async function submissionOn(slug: string, files: { image: Uint8Array; truth: Uint8Array }): Promise<string> {
    await publishDataset(api, { slug, ...files });
    await api.call(['tasks', 'create'], { slug, name: slug, object: 'cell', datasets: [slug] });
    return openSubmission(api, slug);
  }
  const putImage = (files: { image: Uint8Array; truth: Uint8Array }, to = api) =>
    to.operate('/api/v1/datasets/open/images/bad', { method: 'PUT', body: imageForm({ ...files, tags }) });
  const predict = (bytes: Uint8Array, { id = submission, to = api } = {}) =>
    to.operate(`/api/v1/submissions/${id}/predictions/one`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: Uint8Array.from(bytes),
    });
  /** The status and, of a refusal, its code and words, after a look that the server is well. */
  const answer = async (response: Response, from = api) => {
    expect((await from.fetch('/api/v1/health/ready')).status).toBe(200);
    return response.ok ? [response.status] : refusal(response);
  };
  const words = (text: string) => expect.stringContaining(text) as string;

  /** What is hostile, and how it is refused as an image, as truth and as a prediction. */
  const hostile: [what: string, refused: { bytes: () => Uint8Array; image: string; labels: string }][] = [
    ['a header bomb', { bytes: headerBomb, image: '40000×40000', labels: '40000×40000' }],
    ['half a PNG', { bytes: halfPng, image: 'The image cannot be read.', labels: 'cannot be read.' }],
    ['a zip', { bytes: zipOfText, image: 'is a zip archive', labels: 'is neither arrays nor regions' }],
    [
      'a pickle that runs a command',
      { bytes: () => evilPickle(`touch ${folder}/ran`), image: 'is a NumPy array', labels: 'cannot be read.' },
    ],
    [
      'a program',
      { bytes: () => readFileSync(process.execPath).subarray(0, 5000), image: 'is not known', labels: 'is not known' },
    ],
    [
      'nothing but zeros',
      { bytes: () => new Uint8Array(1000), image: 'nothing but zeros', labels: 'nothing but zeros' },
    ],
  ];
  it.each(hostile)('%s is refused with words, and nothing of it is kept', async (_what, refused) => {
    const file = refused.bytes();
    const kept = await api.stored();
    expect(await answer(await putImage({ image: file, truth }))).toEqual([
      422,
      'FILE_UNREADABLE',
      words(refused.image),
    ]);
    expect(await answer(await putImage({ image, truth: file }))).toEqual([
      422,
      'FILE_UNREADABLE',
      words(refused.labels),
    ]);
    expect(await answer(await predict(file))).toEqual([422, 'PREDICTION_UNREADABLE', words(refused.labels)]);
    expect(await api.stored()).toEqual(kept);
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  /** What is stored as it was sent, without the label files that were made of it. */
  async function originals(): Promise<string[]> {
    const rows = await database.orm.em
      .fork()
      .execute<{ name: string }[]>(`select shelf || '/' || sha256 as name from label_file`);
    const made = new Set(rows.map(({ name }) => name));
    return (await api.stored()).filter((name) => !made.has(name));
  }

  it('an image that is refused leaves nothing, and takes nothing from an equal one that is sent at the same time', async () => {
    const kept = await originals();
    const [shared, labels, other] = [png([9, 8, 7, 6]), png([0, 0, 4, 4]), png([0, 4])];
    expect((await putImage({ image: shared, truth: other })).status).toBe(422);
    expect(await originals()).toEqual(kept);
    const send = (name: string, bytes: Uint8Array) =>
      api.operate(`/api/v1/datasets/open/images/${name}`, {
        method: 'PUT',
        body: imageForm({ image: shared, truth: bytes, tags }),
      });
    const sent = await Promise.all([0, 1, 2, 3, 4, 5].map((i) => send(`image-${i}`, i % 2 === 0 ? labels : other)));
    expect(sent.map(({ status }) => status)).toEqual([200, 422, 200, 422, 200, 422]);
    expect(await originals()).toEqual([...kept, `image/${sha256(shared)}`, `truth/${sha256(labels)}`].sort());
  });

  it('a file that takes all memory ends its process alone', async () => {
    if (process.platform !== 'linux') {
      console.warn('Skipped: only Linux tells the memory of another process.');
      return;
    }
    const kept = await api.stored();
    // Small in the file, and large as arrays of numbers.
    const corners = '[0,0],'.repeat(12_000_000);
    const outline = `{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[${corners}[0,0]]]}}`;
    const file = Buffer.from(`{"type":"FeatureCollection","features":[${outline}]}`);
    const refused = await answer(await putImage({ image, truth: file }));
    expect(refused).toEqual([422, 'FILE_UNREADABLE', words('needs more than 896 MiB of memory')]);
    expect(await api.stored()).toEqual(kept);
    expect((await answer(await predict(truth)))[0]).toBe(200);
  });

  it('a file that kills its process is refused, and the next is read by another', async () => {
    if (process.platform !== 'linux') {
      console.warn('Skipped: only Linux tells which process decodes.');
      return;
    }
    const decoding = () => children().filter((pid) => !before.includes(pid) && isBusy(pid));
    const killed = async () => {
      const asked = predict(largeTiff({ channels: 1, bits: 16, format: 1 }));
      while (decoding().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      for (const pid of decoding()) process.kill(pid, 'SIGSEGV');
      return answer(await asked);
    };
    let refused = await killed();
    // A process that is killed before it has the file says nothing about the file, which another one reads then.
    for (let again = 0; again < 4 && !String(refused[2]).includes('died'); again++) refused = await killed();
    expect(refused).toEqual([422, 'PREDICTION_UNREADABLE', words('The process that read the file died')]);
    expect((await answer(await predict(truth)))[0]).toBe(200);
  });

  it('a file that takes too long is refused', async () => {
    const hasty = await TestApi.open(database, { settings: { maxFileBytes: 2 ** 24, decodeTimeoutMs: 100 } });
    const refused = await predict(largeTiff({ channels: 1, bits: 16, format: 1 }), { to: hasty });
    expect(await answer(refused, hasty)).toEqual([
      422,
      'PREDICTION_UNREADABLE',
      words('one: The prediction cannot be read. Reading the file takes longer than 0.1 s.'),
    ]);
    expect(await hasty.stored()).toEqual([]);
    await hasty.close();
  });

  withData('every hostile file is taken or refused with words, and only what is taken is kept', async () => {
    const blank = png(...Array.from({ length: 64 }, () => Array<number>(64).fill(0)));
    const id = await submissionOn('square', { image: blank, truth: blank });
    const before = await originals();
    const taken = new Set<string>();
    const rows = readFileSync(manifest, 'utf8').trim().split('\n').slice(1);
    const paths = rows.map((row) => join(DATA, ...row.split('\t').slice(0, 2))).filter((path) => existsSync(path));
    expect(paths.length).toBeGreaterThan(800);
    const send = async (path: string) => {
      const bytes = readFileSync(path);
      const [status, code] = await answer(await predict(bytes, { id }));
      if (status === 200) taken.add(`prediction/${sha256(bytes)}`);
      else expect([path, status, code]).toEqual([path, ...(bytes.length > 0 ? UNREADABLE : EMPTY)]);
    };
    await Readable.from(paths).forEach(send, { concurrency: 4 });
    expect(taken.size).toBeGreaterThan(20);
    // Each prediction takes the place of the one before, whose file goes.
    const after = await originals();
    const added = after.filter((file) => !before.includes(file));
    expect(after).toEqual([...before, ...added].sort());
    expect(added).toHaveLength(1);
    expect(taken).toContain(added[0]);
  });

  it('leaves no process behind when it is stopped', async () => {
    const other = await TestApi.open(database);
    const running = children();
    await predict(png([1]), { to: other });
    expect(children().length).toBe(running.length + (process.platform === 'linux' ? 1 : 0));
    await other.close();
    expect(children()).toEqual(running);
  });
});

/** A process in the state of running. */
function isBusy(pid: number): boolean {
  return /^State:\s*R/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
}
