import { CheckConstraintViolationException } from '@mikro-orm/core';
import { ImageScoreEntity } from './entities/image-score.entity.ts';
import { MetricVersionEntity } from './entities/metric-version.entity.ts';
import { MetricEntity } from './entities/metric.entity.ts';
import { TaskDatasetEntity } from './entities/task-dataset.entity.ts';
import { TaskImageEntity } from './entities/task-image.entity.ts';
import { TaskEntity } from './entities/task.entity.ts';
import { describeDatabases, insertImage, publishTask } from './testing/index.fixture.ts';
import { Violations } from './testing/violations.fixture.ts';

describeDatabases((database) => {
  let db: Violations;
  beforeEach(async () => {
    db = await Violations.begin(database);
  });

  describe('the totals of what a task takes', () => {
    const totals = async () => {
      const row = await db.em.refresh(db.rows.taskDataset);
      return [row?.numImages, row?.numCells];
    };

    it('follow the images put in and taken out', async () => {
      expect(await totals()).toEqual([3, 3]);
      await db.em.nativeDelete(TaskImageEntity, { image: db.first });
      expect(await totals()).toEqual([2, 2]);
      await db.em.nativeDelete(TaskImageEntity, {});
      expect(await totals()).toEqual([0, 0]);
    });

    it('leave out images without truth', async () => {
      const { taskDataset, version } = db.rows;
      const unscored = { name: 'unscored', truthSha256: null, cellCount: null, instanceSeg: false };
      const image = await insertImage(db.em, version, unscored);
      await db.em.insert(TaskImageEntity, { taskDataset, image });
      expect(await totals()).toEqual([3, 3]);
      await db.em.nativeDelete(TaskImageEntity, { image });
      expect(await totals()).toEqual([3, 3]);
    });

    it('cannot be set by hand', async () => {
      await db.refused('update task_dataset set num_images = 7', 'are counted from task_image');
      await db.refused('update task_dataset set num_cells = 7', 'are counted from task_image');
      const { task, version } = db.rows;
      await db.em.nativeDelete(TaskDatasetEntity, {}).catch(() => undefined);
      const row = { task, datasetVersion: version, numImages: 1 };
      db.em.create(TaskDatasetEntity, row);
      await expect(db.em.flush()).rejects.toThrow('are counted from task_image');
    });

    it('stay right when two add images at once', async () => {
      const { taskDataset, version } = db.rows;
      const names = ['a', 'b', 'c', 'd'];
      const images = [];
      for (const name of names) images.push(await insertImage(db.em, version, { name, cellCount: 5 }));
      await Promise.all(images.map((image) => database.orm.em.fork().insert(TaskImageEntity, { taskDataset, image })));
      expect(await totals()).toEqual([7, 23]);
    });
  });

  describe('task.num_images', () => {
    it('is that of the newest public version', async () => {
      expect((await db.em.refresh(db.rows.task))?.numImages).toBe(0);
      await publishTask(db.em, db.rows);
      expect(db.rows.task.numImages).toBe(3);
    });

    it('cannot be set by hand', async () => {
      await db.refused('update task set num_images = 7', 'cannot be set');
      const row = { slug: 'other', name: 'Other', object: 'cell', primaryMetric: db.rows.metric } as const;
      db.em.create(TaskEntity, { ...row, numImages: 1 });
      await expect(db.em.flush()).rejects.toThrow('cannot be set');
    });

    it('is at least the least number once the task is public, and stays so', async () => {
      await db.em.execute('update task set min_images = 4');
      await db.refused(`update task set visibility = 'public'`, 'task_num_images_check');
      await db.em.execute('update task set min_images = 3');
      await publishTask(db.em, db.rows);
      const { task } = db.rows;
      await db.em.execute(`insert into task_version (id, task_id, number) values (gen_random_uuid(), '${task.id}', 2)`);
      await db.refused('update task_version set published_at = now() where number = 2', 'task_num_images_check');
    });
  });

  describe('scores', () => {
    it.each(['NaN', 'Infinity', '-Infinity'])('of an evaluation are never %s', async (score) => {
      await db.em.execute(
        `insert into metric_version (metric_id, version, empty_rule, software_version) values ('pq', 2, '', '')`,
      );
      await db.performance({ score: 0.5 });
      const unbounded = 'update performance set metric_version = 2, score = ?::float8';
      await expect(db.em.execute(unbounded, [score])).rejects.toThrow('performance_score_check');
    });

    it.each([[-0.001], [1.001]])('of an evaluation lie in the range of the metric: %p does not', async (score) => {
      await expect(db.performance({ score })).rejects.toThrow(`The score ${score} is outside of the range of pq.`);
    });

    it.each([[0], [1], [null]])('of an evaluation may be %p', async (score) => {
      await db.performance({ score });
    });

    it('of a metric without bounds may be any finite number', async () => {
      const words = {
        name: 'HD',
        description: '',
        direction: 'lower',
        rangeMin: 0,
        version: 1,
        emptyRule: '',
      } as const;
      const metric = db.em.create(MetricEntity, { id: 'mHD', ...words });
      db.em.create(MetricVersionEntity, { metric, version: 1, rangeMin: 0, emptyRule: '', softwareVersion: '0' });
      await db.em.flush();
      await db.performance({ metric: 'mHD', score: 1e300 });
    });

    it('of an evaluation count images, and name a metric version that exists', async () => {
      await db.performance({ score: 0.5 });
      await db.refused('update performance set n = -1', 'performance_n_check');
      await db.refused('update performance set metric_version = 9', 'performance_metric_id_metric_version_foreign');
    });

    it('of an image lie in the ranges of their metrics', async () => {
      const evaluation = await db.evaluation();
      const row = { evaluation, image: db.first, fractions: {}, warnings: [] };
      await expect(db.em.insert(ImageScoreEntity, { ...row, scores: { pq: 1.5 } })).rejects.toThrow(
        'outside of its metric',
      );
      await db.em.insert(ImageScoreEntity, { ...row, scores: { pq: null } });
    });

    it('are never more than the images of the evaluation', async () => {
      await db.evaluation();
      await db.refused('update evaluation set scored_count = 4', 'evaluation_scored_count_check');
      await expect(db.em.execute('update evaluation set scored_count = -1')).rejects.toThrow(
        CheckConstraintViolationException,
      );
      await expect(db.em.execute('update evaluation set image_count = -1')).rejects.toThrow(
        CheckConstraintViolationException,
      );
    });
  });
});
