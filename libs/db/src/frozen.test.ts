import { setTimeout as sleep } from 'node:timers/promises';
import { AuditEntryEntity } from './entities/audit-entry.entity.ts';
import { BoardEntryEntity } from './entities/board-entry.entity.ts';
import { ImageEntity } from './entities/image.entity.ts';
import { TaskDatasetEntity } from './entities/task-dataset.entity.ts';
import { TaskImageEntity } from './entities/task-image.entity.ts';
import { TaskVersionDatasetEntity } from './entities/task-version-dataset.entity.ts';
import { describeDatabases, insertTask, publishTask, storedFile } from './testing/index.fixture.ts';
import { Violations } from './testing/violations.fixture.ts';

const other = '5'.repeat(64);

describeDatabases((database) => {
  let db: Violations;
  beforeEach(async () => {
    db = await Violations.begin(database);
    for (const shelf of ['image', 'truth'] as const) await storedFile(db.em, shelf, other);
  });

  describe('a published image', () => {
    beforeEach(async () => {
      db.rows.version.publish(new Date());
      await db.em.flush();
    });

    it.each([
      `name = 'another'`,
      'width = 33',
      'height = 33',
      'channels = 2',
      'cell_count = 2',
      'instance_seg = false',
      `image_sha256 = '${other}'`,
      `truth_sha256 = '${other}'`,
      `ignore_shelf = 'truth', ignore_sha256 = '${other}'`,
      'truth_shelf = null, truth_sha256 = null, cell_count = null, instance_seg = false',
    ])('keeps what scores depend on: %s is refused', async (change) => {
      await db.refused(
        `update image set ${change} where name = 'image-000'`,
        'Of a published image nothing that scores depend on may change.',
      );
    });

    it.each([
      `cell_type = 'lymphocyte'`,
      `imaging_modality = 'brightfield'`,
      `stain = 'H&E'`,
      `tissue = 'liver'`,
      'pixel_size_um = 0.25',
      `cluster_kind = 'slide', cluster_key = 'A'`,
      `split = 'train'`,
      'plane_z = 3, plane_t = 0',
      `pixel_sha256 = '${other}', perceptual_hash = '0123456789abcdef'`,
      'version = version + 1',
    ])('may be described otherwise: %s is allowed', async (change) => {
      await db.em.execute(`update image set ${change}`);
    });

    it('comes and goes with its version alone', async () => {
      await expect(db.image({})).rejects.toThrow('Of a published image nothing');
      await db.em.nativeDelete(TaskImageEntity, {});
      await db.refused('delete from image', 'Of a published image nothing');
      await db.refused(`update image set dataset_version_id = gen_random_uuid()`, 'Of a published image nothing');
    });
  });

  describe('a published dataset version', () => {
    beforeEach(async () => {
      db.rows.version.publish(new Date());
      await db.em.flush();
    });

    it.each(['published_at = null', 'number = 2', `provenance = '{}'`, `changes = 'none'`])(
      'keeps %s as it was',
      async (change) => {
        await db.refused(
          `update dataset_version set ${change}`,
          'only the quality report and the retirement may change',
        );
      },
    );

    it.each([`quality = '{}'`, 'retired_at = now()', 'retired_at = null'])('may change by %s', async (change) => {
      await db.em.execute(`update dataset_version set ${change}`);
    });

    it('is never deleted', async () => {
      await db.refused('delete from dataset_version', 'may change');
      await db.refused('delete from dataset', 'may change');
    });
  });

  // On the embedded database transactions come one after the other anyway.
  if (database.kind === 'postgresql') {
    it('is not published while an image is put in, nor the other way round', async () => {
      const publishing = database.orm.em.fork();
      await publishing.begin();
      await publishing.execute('update dataset_version set published_at = now() where id = ?', [db.rows.version.id]);
      const late = db.image({}).then(
        () => 'put in',
        (error: unknown) => String(error),
      );
      while ((await waiting()) === 0) await sleep(20);
      await publishing.commit();
      expect(await late).toContain('Of a published image nothing');
    });
  }

  it('lets an image of an open version change and go', async () => {
    await db.em.execute(`update image set name = name || '-2', cell_count = 7, image_sha256 = '${other}'`);
    await db.em.nativeDelete(TaskVersionDatasetEntity, {});
    await db.em.nativeDelete(TaskDatasetEntity, {});
    await db.em.execute('delete from dataset');
    expect(await db.em.count(ImageEntity)).toBe(0);
  });

  describe('a public task version', () => {
    let more: TaskDatasetEntity;
    beforeEach(async () => {
      const rows = await insertTask(db.em, { slug: 'more', images: [{}] });
      more = db.em.create(TaskDatasetEntity, { task: db.rows.task, datasetVersion: rows.version });
      await db.em.flush();
      await publishTask(db.em, db.rows);
    });

    it('keeps its datasets', async () => {
      const { taskVersion } = db.rows;
      await expect(db.em.insert(TaskVersionDatasetEntity, { taskVersion, taskDataset: more })).rejects.toThrow(
        'The datasets of a public task version never change.',
      );
      const own = `where task_version_id = '${taskVersion.id}'`;
      await db.refused(
        `delete from task_version_dataset ${own}`,
        'The datasets of a public task version never change.',
      );
    });

    it('keeps their images', async () => {
      const { taskDataset, version } = db.rows;
      const own = `where task_dataset_id = '${taskDataset.id}'`;
      await db.refused(`delete from task_image ${own}`, 'The images of a public task version never change.');
      await db.refused(`update task_image set part = 'private' ${own}`, 'A row of task_image is never changed.');
      await db.image({ name: 'late' });
      const late = await db.em.findOneOrFail(ImageEntity, { datasetVersion: version, name: 'late' });
      await expect(db.em.insert(TaskImageEntity, { taskDataset, image: late })).rejects.toThrow(
        'The images of a public task version never change.',
      );
    });

    it('is neither closed again, renumbered nor deleted', async () => {
      const own = `where id = '${db.rows.taskVersion.id}'`;
      await db.refused(`update task_version set published_at = null ${own}`, 'A public task version never changes.');
      await db.refused(`update task_version set number = 7 ${own}`, 'A public task version never changes.');
      await db.refused(`delete from task_version ${own}`, 'A public task version never changes.');
    });

    it('lets the next version be opened with other datasets', async () => {
      const { task, taskDataset } = db.rows;
      await db.em.execute(`insert into task_version (id, task_id, number) values (gen_random_uuid(), '${task.id}', 2)`);
      await db.em.execute(
        `insert into task_version_dataset select v.id, d.id from task_version v, task_dataset d
          where v.number = 2 and d.id in ('${more.id}', '${taskDataset.id}')`,
      );
      await db.em.execute('update task_version set published_at = now() where number = 2');
      expect((await db.em.refresh(task))?.numImages).toBe(3);
    });
  });

  it('takes into a task only images of the dataset version that it takes', async () => {
    const rows = await insertTask(db.em, { slug: 'more', images: [{}] });
    const [stranger] = rows.images;
    await expect(db.em.insert(TaskImageEntity, { taskDataset: db.rows.taskDataset, image: stranger! })).rejects.toThrow(
      'The image is not in the dataset version that the task takes.',
    );
  });

  it('keeps the hash of weights, once it is known', async () => {
    await db.em.execute(`update weights set sha256 = '${other}'`);
    await db.refused(`update weights set sha256 = '${'6'.repeat(64)}'`, 'The hash of weights never changes.');
    await db.em.execute(`update weights set name = 'Other'`);
  });

  it('keeps the weights and settings of a candidate once it has submissions', async () => {
    await db.em.execute(`update candidate set settings = '{"diameter":30}', mode = 'automatic'`);
    await db.submission();
    for (const change of [`settings = '{}'`, 'mode = null', 'weights_id = null', `kind = 'control'`]) {
      await db.refused(`update candidate set ${change}`, 'A candidate with submissions keeps its weights');
    }
    await db.em.execute(`update candidate set name = 'Other', last_verified_at = now()`);
  });

  it('the predictions of a closed submission never change', async () => {
    const submission = await db.submission();
    const { shelf, sha256 } = await storedFile(db.em, 'prediction', other);
    await db.em.execute(
      `insert into prediction (submission_id, image_id, shelf, sha256) values (?, ?, '${shelf}', '${sha256}')`,
      [submission.id, db.first.id],
    );
    await db.em.execute('update prediction set created_at = now()');
    submission.close(new Date());
    await db.em.flush();
    const words = 'The predictions of a closed submission never change.';
    await db.refused('update prediction set created_at = now()', words);
    await db.refused('delete from prediction', words);
  });

  describe('a finished evaluation', () => {
    beforeEach(async () => {
      await db.performance({ score: 0.5 });
      await db.em.execute(`update evaluation set state = 'scored', finished_at = now()`);
    });

    it('never changes, and neither do its scores', async () => {
      await db.refused(
        `update evaluation set state = 'queued', finished_at = null`,
        'A finished evaluation never changes.',
      );
      await db.refused('update performance set score = 0.6', 'The scores of a finished evaluation never change.');
      await db.refused('delete from performance', 'The scores of a finished evaluation never change.');
      const late = `insert into image_score (evaluation_id, image_id, scores, fractions, warnings) select e.id, i.id, '{}', '{}', '[]' from evaluation e, image i`;
      await db.refused(late, 'The scores of a finished evaluation never change.');
    });
  });

  it('writes the end of a board entry once, and nothing else of it', async () => {
    const evaluation = await db.evaluation();
    const { task, dataset, candidate } = db.rows;
    db.em.create(BoardEntryEntity, { task, dataset, candidate, evaluation, cause: 'scored', beganBy: 'test' });
    await db.em.flush();
    await db.refused(`update board_entry set since = now() + interval '1 day'`, 'only the end may be written, once');
    await db.refused('delete from board_entry', 'only the end may be written, once');
    await db.refused(`update board_entry set until = since`, 'board_entry_end_check');
    await db.refused(
      `update board_entry set until = since - interval '1 second', end_cause = 'withdrawn', ended_by = 'test'`,
      'board_entry_until_check',
    );
    await db.em.execute(`update board_entry set until = since, end_cause = 'withdrawn', ended_by = 'test'`);
    await db.refused('update board_entry set until = now()', 'only the end may be written, once');
  });

  it('only ever adds versions of metrics', async () => {
    await db.refused('update metric_version set range_max = 2', 'Versions of metrics are only ever added.');
    await db.refused('delete from metric_version', 'Versions of metrics are only ever added.');
  });

  it('only ever adds to the audit log', async () => {
    db.em.create(AuditEntryEntity, {
      actor: 'operator',
      action: 'dataset.create',
      object: 'dataset',
      subject: 'nuclei',
    });
    await db.em.flush();
    for (const sql of [`update audit_entry set actor = 'nobody'`, 'delete from audit_entry', 'truncate audit_entry']) {
      await db.refused(sql, 'only ever added');
    }
  });

  /** Statements that wait for the lock of another transaction. */
  async function waiting(): Promise<number> {
    const [row] = await database.orm.em
      .fork()
      .execute<{ count: number }[]>(`select count(*)::int as count from pg_locks where not granted`);
    return row?.count ?? 0;
  }
});
