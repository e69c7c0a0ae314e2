import { uploadPath, type SubmissionId, type Upload } from '@cellboard/contract';
import { describeDatabases } from '@cellboard/db/testing';
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Browser } from '../testing/browser.fixture.ts';
import { openSubmission, publishDataset } from '../testing/datasets.fixture.ts';
import { png } from '../testing/pictures.fixture.ts';
import { problemOf, refusal } from '../testing/problem.fixture.ts';
import { openSocket } from '../testing/raw-request.fixture.ts';
import { TestApi } from '../testing/test-api.fixture.ts';

const files = { image: png([1, 2, 3]), truth: png([0, 1, 2]) };
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/** As many bytes as the predictions of an image of three pixels may have. */
const MOST = 4 * 3 + 65_536;

describeDatabases((database) => {
  let api: TestApi;
  let submission: SubmissionId;
  beforeAll(async () => {
    api = await TestApi.open(database);
    await publishDataset(api, { slug: 'small', ...files });
    submission = await openSubmission(api, 'cells');
  });
  afterAll(() => api.close());
  afterEach(() => database.orm.em.fork().execute('delete from upload'));

  const begin = (bytes: Uint8Array, more: object = {}) =>
    api.call(['uploads', 'begin'], {
      ...{ submission, fileName: 'predictions.zip', bytes: bytes.length, sha256: sha256(bytes) },
      ...more,
    });
  const at = ({ id: upload }: Upload) => uploadPath({ submission, upload });
  const tus = { 'tus-resumable': '1.0.0' };
  const received = async (upload: Upload) => {
    const response = await api.operate(at(upload), { method: 'HEAD', headers: tus });
    return response.status === 200 ? Number(response.headers.get('upload-offset')) : response.status;
  };
  const patch = (upload: Upload, offset: number, body: Uint8Array) => {
    const headers = {
      ...tus,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    };
    return api.operate(at(upload), { method: 'PATCH', headers, body: Uint8Array.from(body) });
  };
  const finish = ({ id: upload }: Upload) => api.call(['uploads', 'finish'], { submission, upload });

  /** Sends the beginning of the rest and breaks the connection. */
  async function cut(upload: Upload, rest: Uint8Array, { offset, sent }: { offset: number; sent: number }) {
    const socket = await openSocket(api.port);
    const head = [
      `PATCH ${at(upload)} HTTP/1.1`,
      'host: localhost',
      `authorization: Bearer ${api.token}`,
      ...['tus-resumable: 1.0.0', `upload-offset: ${offset}`, 'content-type: application/offset+octet-stream'],
      `content-length: ${rest.length}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    await new Promise<void>((resolve) =>
      socket.write(rest.subarray(0, sent), () => {
        resolve();
      }),
    );
    await sleep(5);
    socket.destroy();
  }

  /** Sends a file that is cut again and again, asking each time how much of it is there. */
  async function sendInPieces(bytes: Uint8Array, nextPiece: () => number): Promise<{ upload: Upload; cuts: number }> {
    const upload = await begin(bytes);
    let cuts = 0;
    for (;;) {
      const offset = await received(upload);
      const rest = bytes.subarray(offset);
      const sent = nextPiece();
      if (sent >= rest.length) {
        expect((await patch(upload, offset, rest)).status).toBe(204);
        return { upload, cuts };
      }
      await cut(upload, rest, { offset, sent });
      cuts++;
    }
  }

  it('gets the same bytes whatever connections break, at 200 random places', async () => {
    const bytes = randomBytes(65_000);
    let left = 200;
    const { upload, cuts } = await sendInPieces(bytes, () => (left-- > 0 ? randomInt(1, 320) : bytes.length));
    expect(cuts).toBe(200);
    const done = await finish(upload);
    expect([done.state, done.error]).toEqual(['checking', null]);
    expect(await api.stored()).toContain(`upload/${sha256(bytes)}`);
  });

  it.each([4096, 16_384, 65_536 - 1])(
    'gets the same bytes where each piece ends at a multiple of %s',
    async (piece) => {
      const bytes = randomBytes(MOST);
      const { upload } = await sendInPieces(bytes, () => piece);
      expect((await finish(upload)).error).toBeNull();
      expect(await api.stored()).toContain(`upload/${sha256(bytes)}`);
    },
  );

  it('changes nothing at a wrong offset, and says how to go on', async () => {
    const bytes = randomBytes(1000);
    const upload = await begin(bytes);
    expect((await patch(upload, 0, bytes.subarray(0, 400))).status).toBe(204);
    for (const offset of [0, 399, 401, 1000]) {
      const refused = await refusal(await patch(upload, offset, bytes.subarray(0, 10)));
      expect(refused).toEqual([409, 'REQUEST_INVALID', expect.stringContaining('Ask with HEAD how many have arrived')]);
      expect(await received(upload)).toBe(400);
    }
    expect((await patch(upload, 400, bytes.subarray(400))).status).toBe(204);
    expect((await finish(upload)).state).toBe('checking');
  });

  it('takes no byte more than was announced', async () => {
    const bytes = randomBytes(1000);
    const upload = await begin(bytes);
    expect((await refusal(await patch(upload, 0, randomBytes(1001))))[0]).toBe(413);
    expect(await received(upload)).toBeLessThanOrEqual(1000);
  });

  it('refuses a file that its task cannot need, before a byte is sent', async () => {
    await expect(begin(new Uint8Array(MOST + 1))).rejects.toThrow(/FILE_TOO_LARGE.*of this task take at most 0.1 MiB/);
    expect((await begin(new Uint8Array(MOST))).state).toBe('receiving');
  });

  it('refuses other bytes than those that were announced', async () => {
    const upload = await begin(randomBytes(100));
    await patch(upload, 0, randomBytes(100));
    const done = await finish(upload);
    expect([done.state, done.error]).toEqual(['refused', expect.stringContaining('Send the file again.')]);
    expect(await received(upload)).toBe(404);
  });

  it('is not finished before all bytes have arrived', async () => {
    const upload = await begin(randomBytes(100));
    await patch(upload, 0, randomBytes(99));
    await expect(finish(upload)).rejects.toThrow(/UPLOAD_INCOMPLETE.*99 of 100 bytes/);
  });

  it('goes on with the same file, and begins anew with another one', async () => {
    const bytes = randomBytes(100);
    const upload = await begin(bytes);
    await patch(upload, 0, bytes.subarray(0, 50));
    expect(await begin(bytes)).toMatchObject({ id: upload.id, received: 50 });
    const other = await begin(randomBytes(100));
    expect(other.id).not.toBe(upload.id);
    expect([await received(upload), await received(other)]).toEqual([404, 0]);
  });

  it('can be cancelled, and says of a closed submission that it takes no more', async () => {
    const upload = await begin(randomBytes(100));
    await api.call(['uploads', 'cancel'], { submission, upload: upload.id });
    expect(await received(upload)).toBe(404);
    expect(await api.call(['uploads', 'latest'], { submission }, 'query')).toBeNull();
  });

  it('is for others like one that is not there', async () => {
    const upload = await begin(randomBytes(100));
    const browser = new Browser(api);
    await browser.register('eve@example.org', { handle: 'eve', password: 'horses eat no cucumbers' });
    await browser.signIn('eve@example.org', 'horses eat no cucumbers');
    const nowhere = uploadPath({ submission: crypto.randomUUID() as SubmissionId, upload: upload.id });
    const answers = async (path: string) => {
      const patched = await browser.fetch(path, {
        method: 'PATCH',
        headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
        body: 'x',
      });
      const head = await browser.fetch(path, { method: 'HEAD', headers: tus });
      const { status, code } = await problemOf(patched);
      return [status, code, head.status, (await browser.fetch(path)).status];
    };
    expect(await answers(at(upload))).toEqual([404, 'SUBMISSION_NOT_FOUND', 404, 404]);
    expect(await answers(nowhere)).toEqual([404, 'SUBMISSION_NOT_FOUND', 404, 404]);
    expect(await received(upload)).toBe(0);
  });

  it('goes after a day without a byte, with its file', async () => {
    const upload = await begin(randomBytes(100));
    await api.sweepUploads(new Date(Date.now() + 23 * 3600e3));
    expect(await received(upload)).toBe(0);
    await api.sweepUploads(new Date(Date.now() + 25 * 3600e3));
    expect(await received(upload)).toBe(404);
    expect(await api.call(['uploads', 'latest'], { submission }, 'query')).toBeNull();
  });
});
