import {
  CheckConstraintViolationException,
  NotNullConstraintViolationException,
  UniqueConstraintViolationException,
} from '@mikro-orm/core';
import { DatasetVersion } from './entities/dataset-version.entity.ts';
import { Developer } from './entities/developer.entity.ts';
import { Evaluation } from './entities/evaluation.entity.ts';
import { ImageScore } from './entities/image-score.entity.ts';
import { Performance } from './entities/performance.entity.ts';
import { Prediction } from './entities/prediction.entity.ts';
import { TrainingData } from './entities/training-data.entity.ts';
import { describeDatabases } from './testing/index.fixture.ts';
import { Violations } from './testing/violations.fixture.ts';

describeDatabases((database) => {
  let db: Violations;
  beforeEach(async () => {
    db = await Violations.begin(database);
  });

  it('keeps names and ids unique', async () => {
    const { dataset, task, model, version, candidate } = db.rows;
    const twice = [
      'insert into dataset select gen_random_uuid(), slug, name, description, licence from dataset',
      `insert into dataset_version (id, dataset_id, number, created_at) select gen_random_uuid(), '${dataset.id}', 1, now()`,
      'insert into developer (id, name, created_at) select gen_random_uuid(), name, now() from developer',
      'insert into dataset select * from dataset',
      `insert into task select gen_random_uuid(), slug, name, '', '', object, primary_metric_id, 'draft', 0, 1, now() from task where id = '${task.id}'`,
      `insert into model (id, slug, developer_id, name, upload_time) select gen_random_uuid(), slug, developer_id, name, now() from model where id = '${model.id}'`,
      `insert into candidate (id, model_id, slug, name, created_at) select gen_random_uuid(), model_id, slug, name, now() from candidate where id = '${candidate.id}'`,
      `insert into task_image values ('${task.id}', '${db.first.id}')`,
      `insert into metric select * from metric where id = 'pq'`,
    ].map((sql) => sql.replace('licence from dataset', 'licence, false, null, null, now() from dataset'));
    for (const sql of twice) await expect(db.em.execute(sql)).rejects.toThrow(UniqueConstraintViolationException);
    await expect(db.image({ datasetVersion: version, name: 'image-000' })).rejects.toThrow(
      UniqueConstraintViolationException,
    );
  });

  it('holds one open submission of a candidate to a task at a time', async () => {
    await db.submission();
    await expect(db.submission()).rejects.toThrow('submission_open_unique');
  });

  it('holds one prediction, one score and one performance for each of their keys', async () => {
    const { candidate, task, metric } = db.rows;
    const made = await db.evaluation();
    const keys = { submission: made.submission, evaluation: made, image: db.first };
    const score = {
      candidate: candidate.id,
      task: task.id,
      metric: metric.id,
      aggregation: 'mean' as const,
      n: 1,
      metricVersion: 1,
      evaluation: made,
    };
    const inserts = [
      () =>
        db.em.insert(Prediction, {
          submission: keys.submission,
          image: keys.image,
          sha256: 'a'.repeat(64),
          createdAt: new Date(),
        }),
      () => db.em.insert(ImageScore, { evaluation: made, image: keys.image, scores: {}, createdAt: new Date() }),
      () =>
        db.em.insert(Evaluation, {
          id: crypto.randomUUID(),
          submission: keys.submission,
          attempt: 2,
          imageCount: 3,
          softwareVersion: '0',
          startedAt: new Date(),
        }),
      () => db.em.insert(Performance, score),
      () => db.em.insert(TrainingData, { candidate: candidate.id, name: 'DSB 2018' }),
    ];
    for (const insert of inserts) {
      await insert();
      await expect(insert()).rejects.toThrow(UniqueConstraintViolationException);
    }
  });

  it('wants a name of every developer', async () => {
    await expect(
      db.em.execute('insert into developer (id, created_at) values (gen_random_uuid(), now())'),
    ).rejects.toThrow(NotNullConstraintViolationException);
  });

  it('takes no password hash shorter than an Argon2id one', async () => {
    db.em.create(Developer, { name: 'Short', passHash: 'x'.repeat(59) });
    await expect(db.em.flush()).rejects.toThrow('developer_pass_hash_check');
    db.em.clear();
    db.em.create(Developer, { name: 'Long', passHash: 'x'.repeat(60) });
    await db.em.flush();
  });

  it('knows the roles, states and kinds of things', async () => {
    const wrong = [
      `update developer set role = 'owner'`,
      `update metric set direction = 'up'`,
      `update task set object = 'tissue'`,
      `update task set visibility = 'hidden'`,
    ];
    for (const sql of wrong) await expect(db.em.execute(sql)).rejects.toThrow(CheckConstraintViolationException);
    await db.performance({ score: 0.5 });
    await expect(db.em.execute(`update submission set status = 'lost'`)).rejects.toThrow('submission_status_check');
    await expect(db.em.execute(`update performance set aggregation = 'median'`)).rejects.toThrow(
      'performance_aggregation_check',
    );
  });

  it.each([
    ['image_width_check', { width: 0 }],
    ['image_width_check', { width: 16_385 }],
    ['image_height_check', { height: 0 }],
    ['image_channels_check', { channels: 0 }],
    ['image_cell_count_check', { cellCount: -1 }],
    ['image_pixel_size_um_check', { pixelSizeUm: 0 }],
    ['image_image_sha256_check', { imageSha256: 'abc' }],
    ['image_truth_sha256_check', { truthSha256: 'abc' }],
    ['image_ignore_sha256_check', { ignoreSha256: 'abc' }],
  ])('refuses an image by %s: %j', async (constraint, facts) => {
    await expect(db.image(facts)).rejects.toThrow(constraint);
  });

  it('refuses numbers below the first', async () => {
    db.em.create(DatasetVersion, { dataset: db.rows.dataset, number: 0 });
    await expect(db.em.flush()).rejects.toThrow('dataset_version_number_check');
    db.em.clear();
    await expect(db.em.execute('update metric set version = 0')).rejects.toThrow('metric_version_check');
    await expect(db.em.execute('update model set num_params = -1')).rejects.toThrow('model_num_params_check');
    await expect(db.em.execute('update task set min_images = 0')).rejects.toThrow('task_min_images_check');
    await expect(db.evaluation({ attempt: 0 })).rejects.toThrow('evaluation_attempt_check');
  });

  it('says why a model is not eligible, and why a submission was rejected', async () => {
    await expect(db.em.execute('update model set eligible = false')).rejects.toThrow('model_eligibility_check');
    await db.submission();
    await expect(db.em.execute(`update submission set status = 'rejected'`)).rejects.toThrow(
      'submission_rejection_check',
    );
  });

  it('takes no prediction without the hash of its file', async () => {
    const made = await db.submission();
    db.em.create(Prediction, { submission: made, image: db.first, sha256: 'abc' });
    await expect(db.em.flush()).rejects.toThrow('prediction_sha256_check');
  });
});
