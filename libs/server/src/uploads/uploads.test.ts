import { operator, ValidationReport, type SubmissionId, type Upload } from '@cellboard/contract';
import { describeDatabases } from '@cellboard/db/testing';
import { encodeArchive } from '@cellboard/formats';
import * as readers from '@cellboard/formats/node';
import { checkSet } from '@cellboard/preflight';
import { NAMES, SIZE, soundFiles, wrongArchives } from '@cellboard/preflight/wrong-archives.fixture';
import { createHash } from 'node:crypto';
import { TestServer, words } from '../testing/server.fixture.ts';
import { AddPredictionsJob } from './add-predictions.job.ts';
import { UploadsService } from './uploads.service.ts';

const images = NAMES.map((name) => ({ dataset: 'squares', name, ...SIZE, scored: true }));
const target = { task: 'cells', dataset: null, images };

describeDatabases((database) => {
  let server: TestServer;
  let submission: SubmissionId;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.asOperator((api) => api.datasets.create(words.dataset('squares')));
    for (const [name, bytes] of Object.entries(await soundFiles()))
      await server.addImage('squares', name.replace('.png', ''), { image: bytes, truth: bytes });
    await server.asOperator((api) => api.datasets.publish({ dataset: 'squares' }));
    await server.asOperator((api) => api.models.create(words.model('alpha')));
  });
  beforeEach(async () => {
    const made = await server.asOperator((api) =>
      api.submissions.create({ task: 'cells', model: 'alpha', candidate: 'base' }),
    );
    submission = made.id;
  });
  afterAll(() => server.close());

  /** Uploads a set in one piece and lets its job run. */
  async function upload(name: string, bytes: Uint8Array): Promise<Upload> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const begun = await server.asOperator((api) =>
      api.uploads.begin({ submission, fileName: name, bytes: bytes.length, sha256 }),
    );
    const query = { submission, upload: begun.id };
    const request = new Request(`http://localhost/${begun.id}`, {
      method: 'PATCH',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
        'content-length': String(bytes.length),
      },
      body: Uint8Array.from(bytes),
    });
    const response = await server.with(UploadsService, (uploads) => uploads.receive(operator, query, request));
    expect(response.status).toBe(204);
    const finished = await server.asOperator((api) => api.uploads.finish(query));
    expect(finished.state).toBe('checking');
    await server.with(AddPredictionsJob, (job) => job.run({ upload: begun.id }));
    const latest = await server.asOperator((api) => api.uploads.latest({ submission }));
    if (!latest) throw new Error('The upload is gone.');
    return latest;
  }

  it('adds every prediction of a sound archive, and keeps no copy of it', async () => {
    const bytes = encodeArchive(await soundFiles());
    const done = await upload('predictions.zip', bytes);
    expect(done).toMatchObject({ state: 'added', found: 4, added: 4, error: null });
    expect(done.report).toMatchObject({ verdict: 'ready', cells: 16 });
    const { predictionCount } = await server.asOperator((api) => api.submissions.get({ submission }));
    expect(predictionCount).toBe(4);
    const files = await database.orm.em.fork().execute(`select 1 from stored_file where shelf = 'upload'`);
    expect(files).toEqual([]);
    // The same again changes nothing.
    expect(await upload('predictions.zip', bytes)).toMatchObject({ state: 'added', added: 4 });
    await server.asOperator((api) => api.submissions.close({ submission }));
    await expect(upload('predictions.zip', bytes)).rejects.toThrow('is closed');
  });

  it('is not closed while predictions are added', async () => {
    const bytes = encodeArchive(await soundFiles());
    await upload('predictions.zip', bytes);
    await database.orm.em.fork().execute(`update upload set state = 'adding' where submission_id = '${submission}'`);
    await expect(server.asOperator((api) => api.submissions.close({ submission }))).rejects.toThrow('are being added');
    // Nobody else finds out that there is an upload.
    const stranger = await server.developer('Stranger');
    const asked = server.as(stranger, (api) => api.submissions.close({ submission }));
    await expect(asked).rejects.toMatchObject({ cause: { code: 'SUBMISSION_NOT_FOUND' } });
    await database.orm.em.fork().execute(`update upload set state = 'added' where submission_id = '${submission}'`);
  });

  it('makes the report of the library for every wrong archive', async () => {
    for (const { what, name, bytes } of await wrongArchives()) {
      if (bytes.length === 0) continue; // an empty file is refused before it is sent
      const done = await upload(name, bytes);
      const { report } = await checkSet(target, { name, file: bytes }, { readers });
      expect({ what, report: ValidationReport.parse(done.report) }).toEqual({ what, report });
      expect({ what, state: done.state }).toEqual({ what, state: report.verdict === 'refused' ? 'refused' : 'added' });
    }
  });
});
