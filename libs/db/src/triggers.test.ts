import { CheckConstraintViolationException } from '@mikro-orm/core';
import { setTimeout as sleep } from 'node:timers/promises';
import { AuditEntry } from './entities/audit-entry.entity.ts';
import { Image } from './entities/image.entity.ts';
import { ImageScore } from './entities/image-score.entity.ts';
import { Metric } from './entities/metric.entity.ts';
import { Task } from './entities/task.entity.ts';
import { TaskImage } from './entities/task-image.entity.ts';
import { describeDatabases, insertTask } from './testing/index.fixture.ts';
import { Violations } from './testing/violations.fixture.ts';

describeDatabases((database) => {
  let db: Violations;
  beforeEach(async () => {
    db = await Violations.begin(database);
  });

  describe('task.num_images', () => {
    const count = async () => (await db.em.refresh(db.rows.task))?.numImages;

    it('follows the images put in and taken out', async () => {
      expect(await count()).toBe(3);
      await db.em.nativeDelete(TaskImage, { task: db.rows.task, image: db.first });
      expect(await count()).toBe(2);
      await db.em.nativeDelete(TaskImage, { task: db.rows.task });
      expect(await count()).toBe(0);
    });

    it('cannot be set by hand', async () => {
      await expect(db.em.execute('update task set num_images = 7')).rejects.toThrow('cannot be set');
      db.em.create(Task, { slug: 'other', name: 'Other', object: 'cell', primaryMetric: db.rows.metric, numImages: 1 });
      await expect(db.em.flush()).rejects.toThrow('cannot be set');
    });

    it('stays right when two add images at once', async () => {
      const more = await insertTask(db.em, { slug: 'more', images: [{}, {}, {}, {}] });
      await Promise.all(
        more.images.map((image) => database.orm.em.fork().insert(TaskImage, { task: db.rows.task, image })),
      );
      expect(await count()).toBe(7);
    });

    it('is at least the least number once the task is public, and stays so', async () => {
      await db.em.execute('update task set min_images = 4');
      await expect(db.em.execute(`update task set visibility = 'public'`)).rejects.toThrow('task_num_images_check');
      await db.em.execute(`update task set min_images = 3, visibility = 'public'`);
      await expect(db.em.nativeDelete(TaskImage, { image: db.first })).rejects.toThrow('task_num_images_check');
    });

    it('counts rows that never change', async () => {
      await expect(db.em.execute('update task_image set image_id = image_id')).rejects.toThrow('never changed');
    });
  });

  describe('scores', () => {
    it.each(['NaN', 'Infinity', '-Infinity'])('of a task are never %s', async (score) => {
      await db.em.execute('update metric set range_min = null, range_max = null');
      await db.performance({ score: 0.5 });
      await expect(db.em.execute('update performance set score = ?::float8', [score])).rejects.toThrow(
        'performance_score_check',
      );
    });

    it.each([[-0.001], [1.001]])('of a task lie in the range of the metric: %p does not', async (score) => {
      await expect(db.performance({ score })).rejects.toThrow(`The score ${score} is outside of the range of pq.`);
    });

    it.each([[0], [1], [null]])('of a task may be %p', async (score) => {
      await db.performance({ score });
    });

    it('of a metric without bounds may be any finite number', async () => {
      const metric = db.em.create(Metric, {
        id: 'mHD',
        name: 'HD',
        description: '',
        direction: 'lower',
        rangeMin: 0,
        version: 1,
        emptyRule: '',
      });
      await db.performance({ metric, score: 1e300 });
    });

    it('of a task count at least no image and one metric version', async () => {
      await db.performance({ score: 0.5 });
      await expect(db.em.execute('update performance set n = -1')).rejects.toThrow('performance_n_check');
      await expect(db.em.execute('update performance set metric_version = 0')).rejects.toThrow(
        'performance_metric_version_check',
      );
    });

    it('of an image lie in the ranges of their metrics', async () => {
      const made = await db.evaluation();
      await expect(
        db.em.insert(ImageScore, { evaluation: made, image: db.first, scores: { pq: 1.5 }, createdAt: new Date() }),
      ).rejects.toThrow('outside of its metric');
      await db.em.insert(ImageScore, {
        evaluation: made,
        image: db.first,
        scores: { pq: null },
        createdAt: new Date(),
      });
    });

    it('are never more than the images of the evaluation', async () => {
      await db.evaluation();
      for (const count of [-1, 4]) {
        await expect(db.em.execute('update evaluation set scored_count = ?', [count])).rejects.toThrow(
          'evaluation_scored_count_check',
        );
      }
      await expect(db.em.execute('update evaluation set image_count = -1')).rejects.toThrow(
        CheckConstraintViolationException,
      );
    });
  });

  describe('a published dataset version', () => {
    beforeEach(async () => {
      db.rows.version.publish(new Date());
      await db.em.flush();
    });

    it('takes no more images, changes none and gives none back', async () => {
      await expect(db.image({})).rejects.toThrow('published dataset version never change');
      await expect(db.em.execute(`update image set cell_type = 'other'`)).rejects.toThrow(
        'published dataset version never change',
      );
      await expect(db.em.execute('delete from image')).rejects.toThrow('published dataset version never change');
    });

    it('is neither opened again nor deleted', async () => {
      await expect(db.em.execute('update dataset_version set published_at = null')).rejects.toThrow('never changes');
      await expect(db.em.execute('delete from dataset_version')).rejects.toThrow('never changes');
      await expect(db.em.execute('delete from dataset')).rejects.toThrow('never changes');
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
      expect(await late).toContain('published dataset version never change');
    });
  }

  /** Statements that wait for the lock of another transaction. */
  async function waiting(): Promise<number> {
    const [row] = await database.orm.em
      .fork()
      .execute<{ count: number }[]>(`select count(*)::int as count from pg_locks where not granted`);
    return row?.count ?? 0;
  }

  it('lets an image of a draft version change', async () => {
    await db.em.execute(`update image set cell_type = 'other'`);
    await db.em.nativeDelete(TaskImage, {});
    await db.em.execute('delete from dataset');
    expect(await db.em.count(Image)).toBe(0);
  });

  it('only ever adds to the audit log', async () => {
    db.em.create(AuditEntry, { actor: 'operator', action: 'dataset.create', subject: 'nuclei' });
    await db.em.flush();
    for (const sql of [`update audit_entry set actor = 'nobody'`, 'delete from audit_entry', 'truncate audit_entry']) {
      await expect(db.em.execute(sql)).rejects.toThrow('only ever added');
    }
  });
});
