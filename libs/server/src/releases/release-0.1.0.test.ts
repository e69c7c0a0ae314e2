import { Aggregation, anonymous, ImageId, SubmissionId, type CandidateId } from '@cellboard/contract';
import { StoredFileEntity, type PendingImage } from '@cellboard/db';
import { readdir } from 'node:fs/promises';
import sharp from 'sharp';
import { ChunkScorer } from '../evaluation/chunk-scorer.ts';
import { MakeLabelFilesJob } from '../label-files/make-label-files.job.ts';
import { PicturesService } from '../pictures/pictures.service.ts';
import { LocalFileStore } from '../storage/local-file-store.ts';
import { moveEarlyFiles } from '../storage/move-early-files.ts';
import { png } from '../testing/pictures.fixture.ts';
import { TestServer } from '../testing/server.fixture.ts';
import { describeReleases } from './release-0.1.0.fixture.ts';

describeReleases((release) => {
  const { answers } = release;
  let server: TestServer;
  beforeAll(async () => {
    const store = await LocalFileStore.open(release.files);
    await moveEarlyFiles({ em: release.orm.em, store, folder: release.files });
    server = await TestServer.open(release, {}, release.files);
  });
  afterAll(() => server.close());

  const submission = (id: string) =>
    server.asOperator((api) => api.submissions.get({ submission: SubmissionId.parse(id) }));

  it.each(answers.tasks)('keeps the task $slug under its slug', async ({ slug, imageCount, cellCount, ...early }) => {
    const { task, dataset } = await server.asAnyone((api) => api.leaderboard.get({ task: slug }));
    const slice = task.datasets.find((one) => one.slug === dataset) ?? task;
    expect(slice).toMatchObject({ imageCount, cellCount });
    expect(task.candidateCount).toBe(early.candidateCount);
  });

  it('makes a task on all of a dataset the slice of a standing task where both are ranked alike', async () => {
    const places = [];
    for (const { slug } of answers.tasks) {
      const { task, dataset } = await server.asAnyone((api) => api.leaderboard.get({ task: slug }));
      places.push([slug, task.slug, dataset]);
    }
    expect(places).toEqual([
      ['blobs-nuclei', 'nuclei', 'blobs'],
      ['grains-cells', 'grains-cells', null], // ranked by PQ
      ['blobs-fluorescence', 'blobs-fluorescence', null], // of one modality
      ['demo-all', 'demo-all', null], // of drawn images
    ]);
  });

  it.each(Object.entries(answers.boards))('keeps every score and rank of the board %s', async (name, early) => {
    const [task = '', aggregation] = name.split(' ');
    const metrics = Object.keys(early[0]?.scores ?? {});
    expect(metrics.length).toBeGreaterThan(50);
    const { rows } = await server.asAnyone((api) =>
      api.leaderboard.get({ task, aggregation: Aggregation.parse(aggregation), metrics }),
    );
    expect(
      rows.map(({ rank, candidateId, results, model, candidate, developer, scores }) => {
        return {
          rank,
          candidateId,
          submissionIds: results.map((one) => one.submissionId),
          model,
          candidate,
          developer,
          scores,
        };
      }),
    ).toEqual(
      early.map(({ rank, checkpointId, submissionId, model, checkpoint, developer, scores }) => {
        const names = { candidateId: checkpointId, submissionIds: [submissionId], model, candidate: checkpoint };
        return { rank, ...names, developer, scores };
      }),
    );
  });

  it('scores every image as before from label files, without its originals', async () => {
    await server.with(MakeLabelFilesJob, (job) => job.run());
    const { done, total } = await server.with(MakeLabelFilesJob, (job) => job.progress());
    expect([done, total > 20]).toEqual([total, true]);
    const em = release.orm.em.fork();
    const scored = await em.execute<(PendingImage & { scores: Record<string, number | null> })[]>(`
      select s.image_id as "imageId", i.name as image, i.width, i.height, i.truth_sha256 as "truthSha256",
             i.ignore_sha256 as "ignoreSha256", p.sha256 as "predictionSha256", s.scores
        from image_score s join image i on i.id = s.image_id join evaluation e on e.id = s.evaluation_id
        left join prediction p on p.submission_id = e.submission_id and p.image_id = i.id
       where s.problem is null order by e.id, i.name`);
    expect(scored.length).toBeGreaterThan(10);
    const again = await server.with(ChunkScorer, (scorer) => scorer.score(scored));
    for (const [i, { image, scores }] of scored.entries()) expect([image, again[i]?.scores]).toEqual([image, scores]);
  });

  it.each(Object.entries(answers.images))('keeps every image of the task "%s"', async (task, early) => {
    const query = task === '' ? { limit: 200 } : { task, limit: 200 };
    const { items } = await server.asAnyone((api) => api.images.list(query));
    // Synthetic images now come after the others.
    const byId = <T extends { id: string }>(images: readonly T[]) => [...images].sort((a, b) => (a.id < b.id ? -1 : 1));
    // What is outlined is no cell type any more, and "grain" is in no vocabulary.
    const inWords = early.map((image) => ({ ...image, cellType: image.cellType === 'yeast' ? 'yeast' : 'not stated' }));
    expect(byId(items)).toMatchObject(byId(inWords));
    expect(items).toHaveLength(early.length);
  });

  it.each(Object.keys(answers.datasets))('keeps what is known of the dataset %s', async (slug) => {
    const { tasks: _renamed, ...early } = answers.datasets[slug] ?? {};
    expect(await server.asAnyone((api) => api.datasets.get({ dataset: slug }))).toMatchObject(early);
  });

  it.each(Object.entries(answers.files))('keeps the hashes of the files of %s', async (dataset, early) => {
    const { items } = await server.asOperator((api) => api.datasets.files({ dataset, limit: 500 }));
    expect(items).toEqual(early);
  });

  it.each(answers.submissions)('keeps the submission $id, which is $status', async (early) => {
    const { id, model, checkpoint, status, imageCount, predictionCount, scoredCount, rejection } = early;
    const { createdAt, finishedAt } = early;
    const now = await submission(id);
    const counts = { imageCount, predictionCount, scoredCount };
    expect(now).toMatchObject({ id, model, candidate: checkpoint, status, ...counts, createdAt, finishedAt });
    expect(now.datasets.map(({ report }) => report)).toEqual([rejection]);
  });

  it.each(answers.models)('keeps the model $slug with its candidates', async ({ checkpoints, ...card }) => {
    const model = await server.asAnyone((api) => api.models.get({ model: card.slug }));
    expect(model).toMatchObject(card);
    expect(model.candidates.map(({ id, slug }) => ({ id, slug }))).toEqual(
      checkpoints.map(({ id, slug }) => ({ id, slug })),
    );
  });

  it('reads declared training data as sources where their names are known, and keeps the other names as a note', async () => {
    const { candidates } = await server.asAnyone((api) => api.models.get({ model: 'alpha' }));
    expect(candidates[0]?.weights).toMatchObject({
      sources: [{ slug: 'dsb2018' }],
      complete: false,
      note: 'our own slides',
    });
  });

  it('keeps every file on its shelf, and nothing in the old place', async () => {
    const verified = await server.asOperator((api) => api.storage.verify({ limit: 500 }));
    expect(verified).toMatchObject({ faults: [], next: null });
    expect(verified.checked).toBe(verified.total);
    expect(verified.bytes).toBeGreaterThan(0);
    expect(await readdir(release.files)).not.toContain('objects');
    expect(await release.orm.em.fork().count(StoredFileEntity, { bytes: null })).toBe(0);
  });

  it('draws every image, its truth and what was predicted', async () => {
    for (const { id } of answers.images['blobs-nuclei'] ?? []) {
      const image = ImageId.parse(id);
      const [row] = answers.boards['blobs-nuclei mean'] ?? [];
      const candidate = row?.checkpointId as CandidateId;
      await server.with(PicturesService, async (pictures) => {
        const drawn = [
          await pictures.thumbnail(anonymous, image),
          await pictures.truth(anonymous, image),
          await pictures.prediction(anonymous, image, { task: 'nuclei', candidate }),
        ];
        for (const { bytes } of drawn) expect((await sharp(await bytes()).metadata()).format).toBe('webp');
      });
    }
  });

  it('lets an open submission take predictions and be closed', async () => {
    const open = answers.submissions.find(({ status }) => status === 'open');
    const id = SubmissionId.parse(open?.id);
    const [missing] = (await server.asOperator((api) => api.submissions.files({ submission: id }))).items.filter(
      ({ sha256 }) => sha256 === null,
    );
    const image = (answers.images['grains-cells'] ?? []).find(({ name }) => name === missing?.image);
    const bytes = await png(
      ...Array.from({ length: image?.height ?? 0 }, () => Array<number>(image?.width ?? 0).fill(1)),
    );
    await server.addPrediction(id, missing?.image ?? '', { bytes });
    await server.asOperator((api) => api.submissions.close({ submission: id }));
    expect(await submission(id)).toMatchObject({ status: 'queued', predictionCount: (open?.predictionCount ?? 0) + 1 });
  });
});
