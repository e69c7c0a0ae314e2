import { describeDatabases } from '@cellboard/db/testing';
import { createHash, randomUUID } from 'node:crypto';
import { openDataset, openSubmission, publishDataset, tags } from '../testing/datasets.fixture.ts';
import { png } from '../testing/pictures.fixture.ts';
import { refusal } from '../testing/problem.fixture.ts';
import { imageForm, MAX_FILE_BYTES, TestApi } from '../testing/test-api.fixture.ts';

const image = png([10, 20, 30], [40, 50, 60]);
const truth = png([0, 1, 1], [2, 2, 0]);
const twice = () => {
  const form = imageForm({ image, truth, tags });
  form.append('image', new Blob([Uint8Array.from(image)]), 'again.png');
  return form;
};
const claimOf = (bytes: Uint8Array) =>
  JSON.stringify({ sha256: sha256(bytes), pixelSha256: 'a'.repeat(64), perceptualHash: '0'.repeat(16) });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describeDatabases((database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.open(database);
    await openDataset(api, 'open');
    await publishDataset(api, { slug: 'closed', image, truth });
  });
  afterAll(() => api.close());

  const put = (dataset: string, name: string, body: FormData | string) =>
    api.operate(`/api/v1/datasets/${dataset}/images/${name}`, { method: 'PUT', body });
  const names = async () =>
    (await api.call(['datasets', 'files'], { dataset: 'open' }, 'query')).items.map(({ name }) => name);

  describe('an image', () => {
    it('is taken once, whatever the order of its parts, and answered the same again', async () => {
      const first = await put('open', 'cell%20007', imageForm({ tags, image, truth }));
      const answer = {
        id: expect.any(String) as string,
        name: 'cell 007',
        width: 3,
        height: 2,
        cellCount: 2,
        imageSha256: sha256(image),
        truthSha256: sha256(truth),
        ignoreSha256: null,
        notes: [expect.stringMatching(/^The cell type "nucleus" is what is outlined/) as string],
      };
      expect([first.status, await first.json()]).toEqual([200, { ...answer, unchanged: false }]);
      const again = await put('open', 'cell%20007', imageForm({ truth, tags, image }));
      expect([again.status, await again.json()]).toEqual([200, { ...answer, unchanged: true }]);
    });

    it('keeps the ignore mask that comes with it, and takes no other under the same name', async () => {
      const ignore = png([0, 0, 0], [0, 0, 255]);
      const first = await put('open', 'vague', imageForm({ ignore, image, truth, tags }));
      const answer = { name: 'vague', cellCount: 2, ignoreSha256: sha256(ignore), unchanged: false };
      expect([first.status, await first.json()]).toMatchObject([200, answer]);
      expect(await api.holds(sha256(ignore))).toBe(true);
      const again = await put('open', 'vague', imageForm({ image, truth, tags, ignore }));
      expect([again.status, await again.json()]).toMatchObject([200, { ...answer, unchanged: true }]);

      const other = png([0, 0, 0], [0, 9, 9]);
      for (const form of [imageForm({ image, truth, tags, ignore: other }), imageForm({ image, truth, tags })]) {
        expect(await refusal(await put('open', 'vague', form))).toEqual([
          409,
          'IMAGE_EXISTS',
          expect.stringContaining('with other files') as string,
        ]);
      }
      expect(await api.holds(sha256(other))).toBe(false);
    });

    it('is refused with an ignore mask that does not fit or cannot be read, and nothing of it is kept', async () => {
      const theirs = png([3, 1, 4], [1, 5, 9]);
      for (const [ignore, words] of [
        [png([0, 0, 1]), 'The ignore mask is 3×1 pixels but the image is 3×2.'],
        [new TextEncoder().encode('no mask'), 'The ignore mask cannot be read.'],
      ] as const) {
        const form = imageForm({ image: theirs, truth, tags, ignore });
        const [status, code, message] = await refusal(await put('open', 'bad', form));
        expect([status, code]).toEqual([422, 'FILE_UNREADABLE']);
        expect(message).toContain(`bad: ${words}`);
        for (const file of [theirs, ignore]) expect(await api.holds(sha256(file))).toBe(false);
      }
      expect(await names()).not.toContain('bad');
    });

    it.each([
      ['no token', {}],
      ['a wrong token', { authorization: `Bearer ${'x'.repeat(43)}` }],
      ['a token of another kind', { authorization: 'Basic b3BlcmF0b3I6eA==' }],
    ])('is refused with %s, before anything of it is kept', async (_what, headers: Record<string, string>) => {
      const body = imageForm({ image: png([1]), truth: png([0]), tags });
      const response = await api.fetch('/api/v1/datasets/open/images/theirs', { method: 'PUT', body, headers });
      expect(await refusal(response)).toEqual([
        401,
        'SIGN_IN_REQUIRED',
        expect.stringContaining('Authorization: Bearer') as string,
      ]);
      expect(await names()).not.toContain('theirs');
    });

    it.each([
      ['no truth', imageForm({ image, tags }), 'bad: There is no truth, so the image cannot be scored.'],
      ['no image', imageForm({ truth, tags }), 'The form holds no file "image".'],
      ['no tags', imageForm({ image, truth }), 'The form holds no field "tags".'],
      [
        'a claim that is not JSON',
        imageForm({ image, truth, tags, checked: '{' }),
        'The field "checked" is not valid JSON.',
      ],
      ['a claim that says nothing', imageForm({ image, truth, tags, checked: '{}' }), 'sha256: This is missing.'],
      [
        'a claim of another file',
        imageForm({ image, truth, tags, checked: claimOf(truth) }),
        'bad: The image arrived with the SHA-256 ',
      ],
      [
        'tags that are not JSON',
        imageForm({ image, truth, tags: '{"cellType"' }),
        'The field "tags" is not valid JSON.',
      ],
      ['tags without a cell type', imageForm({ image, truth, tags: '{"modality":"x"}' }), 'cellType: This is missing.'],
      [
        'tags nobody knows',
        imageForm({ image, truth, tags: '{"cellType":"a","modality":"b","__proto__x":1}' }),
        '__proto__x',
      ],
      ['a part nobody knows', imageForm({ image, mask: truth, tags }), 'The form holds "mask".'],
      [
        'a file twice',
        twice(),
        'The form holds "image". It may hold the field tags, the file image, the file truth unless',
      ],
      [
        'a field that it may not hold',
        imageForm({ image, truth, tags, more: 'x' }),
        'The form holds "more". It may hold',
      ],
      ['tags longer than a book', imageForm({ image, truth, tags: ' '.repeat(100_000) + tags }), 'The field "tags" is'],
      ['no form at all', 'just text', 'Send a form (multipart/form-data)'],
    ])('is refused with %s', async (_what, body, words) => {
      const [status, code, message] = await refusal(await put('open', 'bad', body));
      expect([400, 413, 415]).toContain(status);
      expect(code).toBe('REQUEST_INVALID');
      expect(message).toContain(words);
      expect(await names()).not.toContain('bad');
    });

    it('is refused beyond the limit, however far beyond', async () => {
      for (const bytes of [MAX_FILE_BYTES + 1, 5_000_000]) {
        const response = await put('open', 'huge', imageForm({ tags, truth, image: new Uint8Array(bytes) }));
        expect(await refusal(response)).toEqual([413, 'FILE_TOO_LARGE', expect.stringContaining('0.1 MiB') as string]);
      }
      expect(await names()).not.toContain('huge');
    });

    it('is refused with the name of the image where it cannot be read', async () => {
      const [status, code, message] = await refusal(
        await put('open', 'torn', imageForm({ tags, truth, image: image.subarray(0, 40) })),
      );
      expect([status, code]).toEqual([422, 'FILE_UNREADABLE']);
      expect(message).toMatch(/^torn: The image cannot be read\. /);
    });

    it.each(['..%2F..%2Fetc%2Fpasswd', 'a%2Fb', '%2e%2e', 'nul%00byte', 'line%0Abreak', 'back%5Cslash'])(
      'is refused under the name %s',
      async (name) => {
        const response = await put('open', name, imageForm({ image, truth, tags }));
        expect([400, 404]).toContain(response.status);
        expect(await names()).not.toContain(decodeURIComponent(name));
      },
    );

    it.each([201, 4000])('is refused under a name of %d letters', async (letters) => {
      const response = await put('open', 'x'.repeat(letters), imageForm({ image, truth, tags }));
      expect((await refusal(response)).slice(0, 2)).toEqual([400, 'REQUEST_INVALID']);
    });

    it('is refused by a published dataset and by one that is not there', async () => {
      const form = () => imageForm({ image, truth, tags });
      expect(await refusal(await put('closed', 'one', form()))).toEqual([
        409,
        'DATASET_PUBLISHED',
        expect.stringContaining('so it takes no more images') as string,
      ]);
      expect(await refusal(await put('nowhere', 'one', form()))).toEqual([
        404,
        'DATASET_NOT_FOUND',
        expect.any(String) as string,
      ]);
      expect((await refusal(await put("x'%20or%201=1", 'one', form())))[0]).toBe(400);
    });
  });

  describe('a prediction', () => {
    let submission = '';
    beforeAll(async () => {
      submission = await openSubmission(api, 'cells');
    });

    const predict = (
      bytes: Uint8Array,
      { id = submission, name = 'one', type = 'application/octet-stream', query = '' } = {},
    ) =>
      api.operate(`/api/v1/submissions/${id}/predictions/${name}${query}`, {
        method: 'PUT',
        headers: { 'content-type': type },
        body: Uint8Array.from(bytes),
      });

    it('is read as the query says where its file leaves something open, and the submission keeps that', async () => {
      const header = Buffer.from("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2, 3), }\n", 'latin1');
      const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0]);
      const stack = Buffer.concat([start, header, Buffer.from([0, 0, 0, 0, 0, 0, 4, 4, 0, 0, 0, 9])]);
      expect(await (await predict(stack)).json()).toMatchObject({
        code: 'PREDICTION_UNREADABLE',
        detail: expect.stringContaining(
          'Choose one of its planes 1 to 2 with plane=N in the query (--plane of the command line), or say with objects=true',
        ) as string,
      });
      const response = await predict(stack, { query: '?plane=2' });
      expect([response.status, await response.json()]).toMatchObject([200, { image: 'one', unchanged: false }]);
      const kept = await api.call(['submissions', 'get'], { submission }, 'query');
      expect(kept).toMatchObject({ reading: { plane: 2 } });
      expect((await predict(stack, { query: '?plane=0' })).status).toBe(400);
    });

    it('is taken as it is, replaced by another, and answered the same again', async () => {
      const other = png([1, 1, 1], [0, 0, 0]);
      for (const [bytes, unchanged] of [
        [truth, false],
        [truth, true],
        [other, false],
      ] as const) {
        const response = await predict(bytes);
        expect([response.status, await response.json()]).toEqual([
          200,
          { dataset: 'closed', image: 'one', sha256: sha256(bytes), unchanged },
        ]);
      }
      const files = await api.call(['submissions', 'files'], { submission }, 'query');
      expect(files.items).toEqual([{ dataset: 'closed', image: 'one', sha256: sha256(other) }]);
    });

    it('is refused without the token', async () => {
      const response = await api.fetch(`/api/v1/submissions/${submission}/predictions/one`, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body: Uint8Array.from(truth),
      });
      expect((await refusal(response)).slice(0, 2)).toEqual([401, 'SIGN_IN_REQUIRED']);
    });

    it('is refused where it is empty, too large, or not sent as a file', async () => {
      expect((await refusal(await predict(new Uint8Array()))).slice(0, 2)).toEqual([400, 'REQUEST_INVALID']);
      for (const bytes of [MAX_FILE_BYTES + 1, 20_000_000]) {
        const refused = await refusal(await predict(new Uint8Array(bytes)));
        expect(refused.slice(0, 2)).toEqual([413, 'FILE_TOO_LARGE']);
      }
      expect(
        (await refusal(await predict(new TextEncoder().encode('{}'), { type: 'application/json' }))).slice(0, 2),
      ).toEqual([400, 'REQUEST_INVALID']);
      expect((await refusal(await predict(truth, { type: 'image/svg+xml' }))).slice(0, 2)).toEqual([
        415,
        'REQUEST_INVALID',
      ]);
    });

    it('is refused for an image that is not in the task, and for a submission that is not there', async () => {
      expect((await refusal(await predict(truth, { name: 'other' }))).slice(0, 2)).toEqual([404, 'IMAGE_NOT_FOUND']);
      expect((await refusal(await predict(truth, { id: randomUUID() }))).slice(0, 2)).toEqual([
        404,
        'SUBMISSION_NOT_FOUND',
      ]);
      expect((await refusal(await predict(truth, { id: 'x' }))).slice(0, 2)).toEqual([400, 'REQUEST_INVALID']);
    });

    it('leaves no file behind where it is refused', async () => {
      const bytes = png([7, 7, 7], [7, 7, 7]);
      for (const other of [{ name: 'other' }, { id: randomUUID() }]) await predict(bytes, other);
      expect(await api.holds(sha256(bytes))).toBe(false);
      await predict(bytes);
      expect(await api.holds(sha256(bytes))).toBe(true);
    });

    it('is refused once the submission is closed', async () => {
      await api.call(['submissions', 'close'], { submission });
      expect((await refusal(await predict(truth))).slice(0, 2)).toEqual([409, 'SUBMISSION_CLOSED']);
    });
  });

  it('keeps the token out of the log', () => {
    expect(api.log.length).toBeGreaterThan(10);
    expect(api.log.join('')).not.toContain(api.token);
  });
});
