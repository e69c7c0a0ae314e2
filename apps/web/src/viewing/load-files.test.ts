import { encodeLabelFile } from '@cellboard/labels';
import { FileFailure, loadLabels, loadSamples } from './load-files.ts';
import { drawn } from './testing.fixture.ts';

const { signal } = new AbortController();

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text));

/** Answers every request with this. */
function answers(status: number, body: Uint8Array<ArrayBuffer> | object): void {
  const bytes = body instanceof Uint8Array ? body : bytesOf(JSON.stringify(body));
  globalThis.fetch = () =>
    Promise.resolve({
      ok: status < 300,
      status,
      arrayBuffer: () => Promise.resolve(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)),
      json: () => Promise.resolve(JSON.parse(Buffer.from(bytes).toString())),
    } as Response);
}

const failure = async (loading: Promise<unknown>): Promise<FileFailure> => {
  const error: unknown = await loading.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof FileFailure) return error;
  throw new Error('It did not fail as files do.');
};

describe('a label file', () => {
  it('is read as the cells it was made of', async () => {
    const labels = drawn('11.', '..2');
    answers(200, Uint8Array.from(encodeLabelFile(labels, '0'.repeat(64))));
    expect([...(await loadLabels('/x', signal)).pixels.data]).toEqual([...labels.pixels.data]);
  });

  it.each<[number, object, FileFailure['fault']]>([
    [404, { code: 'FILE_NOT_FOUND', detail: 'There is none.', requestId: 'r1' }, 'absent'],
    [500, { code: 'FILE_DAMAGED', detail: 'It is damaged.' }, 'damaged'],
    [403, { code: 'DOWNLOAD_NOT_ALLOWED', detail: 'No.' }, 'refused'],
    [503, { code: 'INTERNAL', detail: 'Later.' }, 'unreachable'],
  ])('of an answer %d says why it is not shown', async (status, body, fault) => {
    answers(status, body);
    const found = await failure(loadLabels('/x', signal));
    expect(found).toMatchObject({ fault, message: (body as { detail: string }).detail });
  });

  it('that is none, or samples that are none, are damaged', async () => {
    answers(200, bytesOf('nonsense'));
    expect((await failure(loadLabels('/x', signal))).fault).toBe('damaged');
    expect((await failure(loadSamples('/x', signal))).fault).toBe('damaged');
  });

  it('does not load without a server', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect((await failure(loadLabels('/x', signal))).fault).toBe('unreachable');
  });
});
