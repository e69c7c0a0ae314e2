import {
  CheckConstraintViolationException,
  NotNullConstraintViolationException,
  UniqueConstraintViolationException,
} from '@mikro-orm/core';
import { DatasetVersionEntity } from './entities/dataset-version.entity.ts';
import { DeveloperEntity } from './entities/developer.entity.ts';
import { ImageScoreEntity } from './entities/image-score.entity.ts';
import { LabelFileEntity } from './entities/label-file.entity.ts';
import { PredictionEntity } from './entities/prediction.entity.ts';
import { StoredFileEntity } from './entities/stored-file.entity.ts';
import { WeightsSourceEntity } from './entities/weights-source.entity.ts';
import { describeDatabases, publishTask, storedFile } from './testing/index.fixture.ts';
import { Violations } from './testing/violations.fixture.ts';

describeDatabases((database) => {
  let db: Violations;
  beforeEach(async () => {
    db = await Violations.begin(database);
  });

  it.each([
    ['dataset', 'id, slug, name, licence, source_slug', 'gen_random_uuid(), slug, name, licence, source_slug'],
    ['dataset', 'id, slug, name, licence, source_slug', `id, slug || '2', name, licence, source_slug`],
    ['dataset_version', 'id, dataset_id, number', 'gen_random_uuid(), dataset_id, number'],
    ['developer', 'id, name', 'gen_random_uuid(), name'],
    ['task', 'id, slug, name, object, primary_metric_id', 'gen_random_uuid(), slug, name, object, primary_metric_id'],
    ['task_version', 'id, task_id, number', 'gen_random_uuid(), task_id, number'],
    ['task_dataset', 'id, task_id, dataset_version_id', 'gen_random_uuid(), task_id, dataset_version_id'],
    ['task_version_dataset', 'task_version_id, task_dataset_id', 'task_version_id, task_dataset_id'],
    ['task_image', 'task_dataset_id, image_id', 'task_dataset_id, image_id'],
    ['model', 'id, slug, name, developer_id', 'gen_random_uuid(), slug, name, developer_id'],
    ['candidate', 'id, model_id, slug, name, settings', 'gen_random_uuid(), model_id, slug, name, settings'],
    ['weights', 'id, model_id, slug, name', 'gen_random_uuid(), model_id, slug, name'],
    ['source', 'slug, name', 'slug, name'],
    ['stored_file', 'shelf, sha256', 'shelf, sha256'],
    ['metric_version', 'metric_id, version, empty_rule, software_version', `metric_id, version, '', ''`],
  ])('has each %s once: %s from %s', async (...[table, columns, values]) => {
    await expect(db.em.execute(`insert into ${table} (${columns}) select ${values} from ${table}`)).rejects.toThrow(
      UniqueConstraintViolationException,
    );
  });

  it('has each image name once in a dataset version', async () => {
    await expect(db.image({ name: 'image-000' })).rejects.toThrow(UniqueConstraintViolationException);
  });

  it('does not tell two accounts apart by the case of their address', async () => {
    db.em.create(DeveloperEntity, { name: 'One', email: 'ada@example.org' });
    db.em.create(DeveloperEntity, { name: 'Two', email: 'Ada@Example.org' });
    await expect(db.em.flush()).rejects.toThrow('developer_email_unique');
  });

  it('holds one open submission of a candidate to a task for each account and for the operator', async () => {
    const open = (submittedBy: DeveloperEntity | null) =>
      db.em.execute(
        `insert into submission (id, task_id, candidate_id, state, submitted_by_id) values (gen_random_uuid(), ?, ?, 'open', ?)`,
        [db.rows.task.id, db.rows.candidate.id, submittedBy?.id ?? null],
      );
    const [ada, bob] = ['Ada', 'Bob'].map((name) => db.em.create(DeveloperEntity, { name }));
    await db.em.flush();
    for (const who of [null, ada, bob]) await open(who!);
    for (const who of [null, ada, bob]) await expect(open(who!)).rejects.toThrow('submission_open_unique');
  });

  it('holds one prediction, one score and one performance for each of their keys', async () => {
    const { submission, ...evaluation } = await db.evaluation();
    const file = await storedFile(db.em, 'prediction', 'a'.repeat(64));
    const inserts = [
      () => db.em.insert(PredictionEntity, { submission, image: db.first, file }),
      () =>
        db.em.insert(ImageScoreEntity, {
          evaluation: evaluation.id,
          image: db.first,
          scores: {},
          fractions: {},
          warnings: [],
        }),
      () => db.em.insert(WeightsSourceEntity, { weights: db.rows.weights, source: 'nuclei' }),
      () =>
        db.em.execute(
          `insert into performance (evaluation_id, metric_id, metric_version, aggregation, n) values (?, 'pq', 1, 'mean', 1)`,
          [evaluation.id],
        ),
      () =>
        db.em.execute(
          `insert into evaluation (id, submission_id, task_dataset_id, number, state, cause, image_count, software_version)
           values (gen_random_uuid(), ?, ?, 2, 'queued', 'metric', 3, '0')`,
          [submission.id, db.rows.taskDataset.id],
        ),
    ];
    for (const insert of inserts) {
      await insert();
      await expect(insert()).rejects.toThrow(UniqueConstraintViolationException);
    }
  });

  it('links each original to one label file of a size and kind, on its own shelf', async () => {
    const [truth, labels, other] = ['a', 'b', 'c'].map((digit) => digit.repeat(64));
    for (const hash of [truth, labels]) await storedFile(db.em, 'truth', hash!);
    await storedFile(db.em, 'prediction', other!);
    const link = (values: string) =>
      `insert into label_file (original_shelf, original_sha256, kind, width, height, shelf, sha256, version) values ('truth', '${truth}', ${values})`;
    await db.em.execute(link(`'cells', 4, 3, 'truth', '${labels}', 1`));
    await db.em.execute(link(`'cells', 3, 4, 'truth', '${labels}', 1`));
    await db.em.execute(link(`'mask', 4, 3, null, null, 1`));
    await db.refused(link(`'cells', 4, 3, 'truth', '${labels}', 2`), 'label_file_pkey');
    await db.refused(link(`'cells', 5, 5, 'prediction', '${other}', 1`), 'label_file_shelf_check');
    await db.refused(link(`'cells', 5, 5, 'truth', null, 1`), 'label_file_shelf_check');
    await db.refused(link(`'cells', 5, 5, 'truth', '${'d'.repeat(64)}', 1`), 'label_file_shelf_sha256_foreign');
    await db.refused(link(`'outlines', 5, 5, null, null, 1`), 'label_file_kind_check');
    await db.refused(link(`'cells', 0, 5, null, null, 1`), 'label_file_width_check');
    await db.refused(`delete from stored_file where sha256 = '${labels}'`, 'label_file_shelf_sha256_foreign');
    await db.em.execute(`delete from stored_file where sha256 = '${truth}'`);
    expect(await db.em.count(LabelFileEntity)).toBe(0);
  });

  it('has one evaluation at a time on the board of a dataset for a candidate', async () => {
    const { id } = await db.evaluation();
    const { task, dataset, candidate } = db.rows;
    const enter = () =>
      db.em.execute(
        `insert into board_entry (id, task_id, dataset_id, candidate_id, evaluation_id, cause, began_by)
         values (gen_random_uuid(), ?, ?, ?, ?, 'scored', 'test')`,
        [task.id, dataset.id, candidate.id, id],
      );
    await enter();
    await expect(enter()).rejects.toThrow('board_entry_current_unique');
    await db.em.execute(
      `update board_entry set until = now() + interval '1 second', end_cause = 'withdrawn', ended_by = 'test'`,
    );
    await enter();
  });

  it('needs a name for every developer', async () => {
    await expect(
      db.em.execute('insert into developer (id, created_at) values (gen_random_uuid(), now())'),
    ).rejects.toThrow(NotNullConstraintViolationException);
  });

  it('refuses a password hash that is shorter than an Argon2id one', async () => {
    db.em.create(DeveloperEntity, { name: 'Short', passHash: 'x'.repeat(59) });
    await expect(db.em.flush()).rejects.toThrow('developer_pass_hash_check');
    db.em.clear();
    db.em.create(DeveloperEntity, { name: 'Long', passHash: 'x'.repeat(60) });
    await db.em.flush();
  });

  it('knows the roles, states and kinds of things', async () => {
    await db.performance({ score: 0.5 });
    for (const sql of [
      `update developer set role = 'owner'`,
      `update metric set direction = 'up'`,
      `update task set object = 'tissue'`,
      `update task set visibility = 'hidden'`,
      `update task set takes = 'some'`,
      `update dataset set object = 'tissue'`,
      `update candidate set kind = 'baseline'`,
      `update image set cluster_kind = 'plate', cluster_key = 'a'`,
      `update submission set state = 'lost'`,
      `update evaluation set state = 'lost'`,
      `update evaluation set cause = 'mood'`,
      `update performance set aggregation = 'median'`,
      `update performance set part = 'half'`,
      `insert into stored_file (shelf, sha256) values ('attic', '${'9'.repeat(64)}')`,
      `insert into source_part values ('nuclei', 'nuclei', 'all')`,
    ]) {
      await expect(db.em.execute(sql)).rejects.toThrow(CheckConstraintViolationException);
    }
  });

  it.each([
    ['image_width_check', { width: 0 }],
    ['image_width_check', { width: 16_385 }],
    ['image_height_check', { height: 0 }],
    ['image_channels_check', { channels: 0 }],
    ['image_cell_count_check', { cellCount: -1 }],
    ['image_pixel_size_um_check', { pixelSizeUm: 0 }],
    ['image_plane_z_check', { planeZ: -1 }],
    ['image_plane_t_check', { planeT: -1 }],
    ['image_cluster_check', { clusterKind: 'movie' }],
    ['image_cluster_check', { clusterKey: 'movie 1' }],
    ['image_truth_check', { truthSha256: null, cellCount: null, instanceSeg: true }],
    ['image_truth_check', { truthSha256: null, cellCount: 3, instanceSeg: false }],
    ['image_truth_check', { cellCount: null }],
    ['image_pixel_sha256_check', { pixelSha256: 'abc' }],
    ['image_perceptual_hash_check', { perceptualHash: 'abc' }],
    ['stored_file_sha256_check', { imageSha256: 'abc' }],
    ['stored_file_sha256_check', { truthSha256: 'abc' }],
  ] as const)('refuses an image by %s: %j', async (constraint, facts) => {
    await expect(db.image(facts)).rejects.toThrow(constraint);
  });

  it('takes an image without truth that is never scored, and none of its pixels is left out', async () => {
    await db.image({ truthSha256: null, cellCount: null, instanceSeg: false });
    const ignored = `update image set ignore_shelf = 'truth', ignore_sha256 = '${'0'.repeat(64)}' where truth_sha256 is null`;
    await expect(db.em.execute(ignored)).rejects.toThrow('image_truth_check');
  });

  it('keeps images, truths and predictions on their own shelves', async () => {
    await storedFile(db.em, 'weights', '1'.repeat(64));
    await expect(
      db.em.execute(`update image set image_shelf = 'weights', image_sha256 = '${'1'.repeat(64)}'`),
    ).rejects.toThrow('image_shelves_check');
    const submission = await db.submission();
    const file = await storedFile(db.em, 'truth', '0'.repeat(64));
    await expect(db.em.insert(PredictionEntity, { submission, image: db.first, file })).rejects.toThrow(
      'prediction_file_check',
    );
  });

  it('knows the size of a stored file from once on', async () => {
    const row = { shelf: 'truth', sha256: '7'.repeat(64) } as const;
    await db.em.insert(StoredFileEntity, { ...row, bytes: null });
    await db.em.execute(`update stored_file set bytes = 12 where sha256 = '${row.sha256}'`);
    await db.refused(`update stored_file set bytes = 13 where sha256 = '${row.sha256}'`, 'never changes');
    await db.refused(`update stored_file set shelf = 'image' where sha256 = '${row.sha256}'`, 'never changes');
  });

  it('refuses numbers below the first', async () => {
    db.em.create(DatasetVersionEntity, { dataset: db.rows.dataset, number: 0 });
    await expect(db.em.flush()).rejects.toThrow('dataset_version_number_check');
    db.em.clear();
    await db.refused('update metric set version = 0', 'metric_version_check');
    await db.refused('update model set num_params = -1', 'model_num_params_check');
    await db.refused('update task set min_images = -1', 'task_min_images_check');
    await db.refused('update task_version set number = 0', 'task_version_number_check');
    await expect(db.evaluation({ number: 0 })).rejects.toThrow('evaluation_number_check');
  });

  it('says why a model is not eligible', async () => {
    await db.refused('update model set eligible = false', 'model_eligibility_check');
  });

  it('knows how an evaluation ended, and why', async () => {
    await publishTask(db.em, db.rows);
    await db.evaluation();
    await db.refused(`update evaluation set state = 'rejected', finished_at = now()`, 'evaluation_report_check');
    await db.refused(`update evaluation set report = 'Fix it.'`, 'evaluation_report_check');
    await db.refused(`update evaluation set state = 'failed', finished_at = now()`, 'evaluation_error_check');
    await db.refused(`update evaluation set state = 'scored'`, 'evaluation_finished_check');
    await db.refused('update evaluation set finished_at = now()', 'evaluation_finished_check');
    await db.refused('update evaluation set missing_count = 1', 'evaluation_missing_count_check');
    await db.refused('update evaluation set carried_count = 1', 'evaluation_carried_count_check');
    await db.em.execute(`update evaluation set state = 'rejected', report = 'Fix it.', finished_at = now()`);
  });
});
