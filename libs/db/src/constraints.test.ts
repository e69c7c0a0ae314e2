import {
  CheckConstraintViolationException,
  ForeignKeyConstraintViolationException,
  NotNullConstraintViolationException,
  UniqueConstraintViolationException,
} from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/sql';
import {
  AuditEntry,
  Checkpoint,
  DatasetVersion,
  Developer,
  Evaluation,
  Image,
  ImageScore,
  Metric,
  Model,
  Performance,
  Prediction,
  Submission,
  Task,
  TaskImage,
  TrainingData,
} from './index.ts';
import { describeDatabases, insertTask, type TaskRows } from './testing/index.fixture.ts';

describeDatabases((database) => {
  let em: EntityManager;
  let rows: TaskRows;

  beforeEach(async () => {
    await database.clear();
    em = database.orm.em.fork();
    rows = await insertTask(em, { images: [{}, {}, {}] });
  });

  const first = () => rows.images[0] as Image;
  const image = (facts: Partial<Image>) => {
    em.create(Image, {
      datasetVersion: rows.version,
      name: 'new',
      cellType: 'nucleus',
      imagingModality: 'fluorescence',
      width: 8,
      height: 8,
      channels: 1,
      cellCount: 0,
      imageSha256: '1'.repeat(64),
      truthSha256: '2'.repeat(64),
      ...facts,
    });
    return em.flush();
  };
  const submission = async (): Promise<Submission> => {
    const made = em.create(Submission, { task: rows.task, checkpoint: rows.checkpoint });
    await em.flush();
    return made;
  };
  const evaluation = async (facts: Partial<Evaluation> = {}): Promise<Evaluation> => {
    const made = em.create(Evaluation, {
      submission: await submission(),
      attempt: 1,
      imageCount: 3,
      softwareVersion: '0',
      ...facts,
    });
    await em.flush();
    return made;
  };
  const performance = async (facts: Partial<Performance>) => {
    const { checkpoint, task, metric } = rows;
    em.create(Performance, {
      checkpoint,
      task,
      metric,
      aggregation: 'mean',
      n: 3,
      metricVersion: 1,
      evaluation: await evaluation(),
      ...facts,
    });
    await em.flush();
  };

  it('keeps names and ids unique', async () => {
    const { dataset, task, model, version, checkpoint } = rows;
    const twice = [
      'insert into dataset select gen_random_uuid(), slug, name, description, licence from dataset',
      `insert into dataset_version (id, dataset_id, number, created_at) select gen_random_uuid(), '${dataset.id}', 1, now()`,
      'insert into developer (id, name, created_at) select gen_random_uuid(), name, now() from developer',
      'insert into dataset select * from dataset',
      `insert into task select gen_random_uuid(), slug, name, '', '', object, primary_metric_id, 'draft', 0, 1, now() from task where id = '${task.id}'`,
      `insert into model (id, slug, developer_id, name, upload_time) select gen_random_uuid(), slug, developer_id, name, now() from model where id = '${model.id}'`,
      `insert into checkpoint (id, model_id, slug, name, created_at) select gen_random_uuid(), model_id, slug, name, now() from checkpoint where id = '${checkpoint.id}'`,
      `insert into task_image values ('${task.id}', '${first().id}')`,
      `insert into metric select * from metric where id = 'pq'`,
    ].map((sql) => sql.replace('licence from dataset', 'licence, false, null, null, now() from dataset'));
    for (const sql of twice) await expect(em.execute(sql)).rejects.toThrow(UniqueConstraintViolationException);
    await expect(image({ datasetVersion: version, name: 'image-000' })).rejects.toThrow(
      UniqueConstraintViolationException,
    );
  });

  it('holds one open submission of a checkpoint to a task at a time', async () => {
    await submission();
    await expect(submission()).rejects.toThrow('submission_open_unique');
  });

  it('holds one prediction, one score and one performance for each of their keys', async () => {
    const { checkpoint, task, metric } = rows;
    const made = await evaluation();
    const keys = { submission: made.submission, evaluation: made, image: first() };
    const score = {
      checkpoint: checkpoint.id,
      task: task.id,
      metric: metric.id,
      aggregation: 'mean' as const,
      n: 1,
      metricVersion: 1,
      evaluation: made,
    };
    const inserts = [
      () =>
        em.insert(Prediction, {
          submission: keys.submission,
          image: keys.image,
          sha256: 'a'.repeat(64),
          createdAt: new Date(),
        }),
      () => em.insert(ImageScore, { evaluation: made, image: keys.image, scores: {}, createdAt: new Date() }),
      () =>
        em.insert(Evaluation, {
          id: crypto.randomUUID(),
          submission: keys.submission,
          attempt: 2,
          imageCount: 3,
          softwareVersion: '0',
          startedAt: new Date(),
        }),
      () => em.insert(Performance, score),
      () => em.insert(TrainingData, { checkpoint: checkpoint.id, name: 'DSB 2018' }),
    ];
    for (const insert of inserts) {
      await insert();
      await expect(insert()).rejects.toThrow(UniqueConstraintViolationException);
    }
  });

  it('wants a name of every developer', async () => {
    await expect(
      em.execute('insert into developer (id, created_at) values (gen_random_uuid(), now())'),
    ).rejects.toThrow(NotNullConstraintViolationException);
  });

  it('takes no password hash shorter than an Argon2id one', async () => {
    em.create(Developer, { name: 'Short', passHash: 'x'.repeat(59) });
    await expect(em.flush()).rejects.toThrow('developer_pass_hash_check');
    em.clear();
    em.create(Developer, { name: 'Long', passHash: 'x'.repeat(60) });
    await em.flush();
  });

  it('knows the roles, states and kinds of things', async () => {
    const wrong = [
      `update developer set role = 'owner'`,
      `update metric set direction = 'up'`,
      `update task set object = 'tissue'`,
      `update task set visibility = 'hidden'`,
    ];
    for (const sql of wrong) await expect(em.execute(sql)).rejects.toThrow(CheckConstraintViolationException);
    await performance({ score: 0.5 });
    await expect(em.execute(`update submission set status = 'lost'`)).rejects.toThrow('submission_status_check');
    await expect(em.execute(`update performance set aggregation = 'median'`)).rejects.toThrow(
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
    await expect(image(facts)).rejects.toThrow(constraint);
  });

  it('refuses numbers below the first', async () => {
    em.create(DatasetVersion, { dataset: rows.dataset, number: 0 });
    await expect(em.flush()).rejects.toThrow('dataset_version_number_check');
    em.clear();
    await expect(em.execute('update metric set version = 0')).rejects.toThrow('metric_version_check');
    await expect(em.execute('update model set num_params = -1')).rejects.toThrow('model_num_params_check');
    await expect(em.execute('update task set min_images = 0')).rejects.toThrow('task_min_images_check');
    await expect(evaluation({ attempt: 0 })).rejects.toThrow('evaluation_attempt_check');
  });

  it('says why a model is not eligible, and why a submission was rejected', async () => {
    await expect(em.execute('update model set eligible = false')).rejects.toThrow('model_eligibility_check');
    await submission();
    await expect(em.execute(`update submission set status = 'rejected'`)).rejects.toThrow('submission_rejection_check');
  });

  describe('task.num_images', () => {
    const count = async () => (await em.refresh(rows.task))?.numImages;

    it('follows the images put in and taken out', async () => {
      expect(await count()).toBe(3);
      await em.nativeDelete(TaskImage, { task: rows.task, image: first() });
      expect(await count()).toBe(2);
      await em.nativeDelete(TaskImage, { task: rows.task });
      expect(await count()).toBe(0);
    });

    it('cannot be set by hand', async () => {
      await expect(em.execute('update task set num_images = 7')).rejects.toThrow('cannot be set');
      em.create(Task, { slug: 'other', name: 'Other', object: 'cell', primaryMetric: rows.metric, numImages: 1 });
      await expect(em.flush()).rejects.toThrow('cannot be set');
    });

    it('stays right when two add images at once', async () => {
      const more = await insertTask(em, { slug: 'more', images: [{}, {}, {}, {}] });
      await Promise.all(
        more.images.map((image) => database.orm.em.fork().insert(TaskImage, { task: rows.task, image })),
      );
      expect(await count()).toBe(7);
    });

    it('is at least the least number once the task is public, and stays so', async () => {
      await em.execute('update task set min_images = 4');
      await expect(em.execute(`update task set visibility = 'public'`)).rejects.toThrow('task_num_images_check');
      await em.execute(`update task set min_images = 3, visibility = 'public'`);
      await expect(em.nativeDelete(TaskImage, { image: first() })).rejects.toThrow('task_num_images_check');
    });

    it('counts rows that never change', async () => {
      await expect(em.execute('update task_image set image_id = image_id')).rejects.toThrow('never changed');
    });
  });

  describe('scores', () => {
    it.each(['NaN', 'Infinity', '-Infinity'])('of a task are never %s', async (score) => {
      await em.execute('update metric set range_min = null, range_max = null');
      await performance({ score: 0.5 });
      await expect(em.execute('update performance set score = ?::float8', [score])).rejects.toThrow(
        'performance_score_check',
      );
    });

    it.each([[-0.001], [1.001]])('of a task lie in the range of the metric: %p does not', async (score) => {
      await expect(performance({ score })).rejects.toThrow(`The score ${score} is outside of the range of pq.`);
    });

    it.each([[0], [1], [null]])('of a task may be %p', async (score) => {
      await performance({ score });
    });

    it('of a metric without bounds may be any finite number', async () => {
      const metric = em.create(Metric, {
        id: 'mHD',
        name: 'HD',
        description: '',
        direction: 'lower',
        rangeMin: 0,
        version: 1,
        emptyRule: '',
      });
      await performance({ metric, score: 1e300 });
    });

    it('of a task count at least no image and one metric version', async () => {
      await performance({ score: 0.5 });
      await expect(em.execute('update performance set n = -1')).rejects.toThrow('performance_n_check');
      await expect(em.execute('update performance set metric_version = 0')).rejects.toThrow(
        'performance_metric_version_check',
      );
    });

    it('of an image lie in the ranges of their metrics', async () => {
      const made = await evaluation();
      await expect(
        em.insert(ImageScore, { evaluation: made, image: first(), scores: { pq: 1.5 }, createdAt: new Date() }),
      ).rejects.toThrow('outside of its metric');
      await em.insert(ImageScore, { evaluation: made, image: first(), scores: { pq: null }, createdAt: new Date() });
    });

    it('are never more than the images of the evaluation', async () => {
      await evaluation();
      for (const count of [-1, 4]) {
        await expect(em.execute('update evaluation set scored_count = ?', [count])).rejects.toThrow(
          'evaluation_scored_count_check',
        );
      }
      await expect(em.execute('update evaluation set image_count = -1')).rejects.toThrow(
        CheckConstraintViolationException,
      );
    });
  });

  it('takes no prediction without the hash of its file', async () => {
    const made = await submission();
    em.create(Prediction, { submission: made, image: first(), sha256: 'abc' });
    await expect(em.flush()).rejects.toThrow('prediction_sha256_check');
  });

  describe('a published dataset version', () => {
    beforeEach(async () => {
      rows.version.publish(new Date());
      await em.flush();
    });

    it('takes no more images, changes none and gives none back', async () => {
      await expect(image({})).rejects.toThrow('published dataset version never change');
      await expect(em.execute(`update image set cell_type = 'other'`)).rejects.toThrow(
        'published dataset version never change',
      );
      await expect(em.execute('delete from image')).rejects.toThrow('published dataset version never change');
    });

    it('is neither opened again nor deleted', async () => {
      await expect(em.execute('update dataset_version set published_at = null')).rejects.toThrow('never changes');
      await expect(em.execute('delete from dataset_version')).rejects.toThrow('never changes');
      await expect(em.execute('delete from dataset')).rejects.toThrow('never changes');
    });
  });

  it('lets an image of a draft version change', async () => {
    await em.execute(`update image set cell_type = 'other'`);
    await em.nativeDelete(TaskImage, {});
    await em.execute('delete from dataset');
    expect(await em.count(Image)).toBe(0);
  });

  it('only ever adds to the audit log', async () => {
    em.create(AuditEntry, { actor: 'operator', action: 'dataset.create', subject: 'nuclei' });
    await em.flush();
    for (const sql of [`update audit_entry set actor = 'nobody'`, 'delete from audit_entry', 'truncate audit_entry']) {
      await expect(em.execute(sql)).rejects.toThrow('only ever added');
    }
  });

  describe('what is still needed', () => {
    it.each([
      ['metric', 'task_primary_metric_id_foreign'],
      ['developer', 'model_developer_id_foreign'],
      ['image', 'task_image_image_id_foreign'],
    ])('a %s cannot be deleted: %s', async (table, constraint) => {
      await expect(em.execute(`delete from ${table}`)).rejects.toThrow(constraint);
    });

    it('a task or a model with submissions cannot be deleted', async () => {
      await submission();
      await expect(em.execute('delete from task')).rejects.toThrow('submission_task_id_foreign');
      await expect(em.execute('delete from model')).rejects.toThrow('submission_checkpoint_id_foreign');
    });

    it('a deleted submission takes its predictions, evaluations and scores along', async () => {
      await performance({ score: 0.5 });
      await em.execute('delete from submission');
      expect([await em.count(Evaluation), await em.count(Performance)]).toEqual([0, 0]);
    });

    it('a deleted model takes its checkpoints and their training data along', async () => {
      em.create(TrainingData, { checkpoint: rows.checkpoint, name: 'DSB 2018', dataset: rows.dataset });
      await em.flush();
      await em.execute('delete from model');
      expect([await em.count(Checkpoint), await em.count(TrainingData)]).toEqual([0, 0]);
    });

    it('training data outlives the dataset it points to', async () => {
      em.create(TrainingData, { checkpoint: rows.checkpoint, name: 'DSB 2018', dataset: rows.dataset });
      await em.flush();
      await em.nativeDelete(TaskImage, {});
      await em.execute('delete from dataset');
      expect(await em.fork().find(TrainingData, {})).toMatchObject([{ name: 'DSB 2018', dataset: null }]);
    });
  });

  it('refuses rows that point nowhere', async () => {
    const nowhere = '00000000-0000-4000-8000-000000000000';
    await expect(em.insert(TaskImage, { task: nowhere, image: first() })).rejects.toThrow(
      ForeignKeyConstraintViolationException,
    );
    await expect(
      em.insert(Model, { id: nowhere, slug: 'm', name: 'm', developer: nowhere, uploadTime: new Date() }),
    ).rejects.toThrow(ForeignKeyConstraintViolationException);
  });
});
