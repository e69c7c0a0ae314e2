import { ForeignKeyConstraintViolationException } from '@mikro-orm/core';
import { Candidate } from './entities/candidate.entity.ts';
import { Evaluation } from './entities/evaluation.entity.ts';
import { Model } from './entities/model.entity.ts';
import { Performance } from './entities/performance.entity.ts';
import { TaskImage } from './entities/task-image.entity.ts';
import { TrainingData } from './entities/training-data.entity.ts';
import { describeDatabases } from './testing/index.fixture.ts';
import { Violations } from './testing/violations.fixture.ts';

describeDatabases((database) => {
  let db: Violations;
  beforeEach(async () => {
    db = await Violations.begin(database);
  });

  describe('what is still needed', () => {
    it.each([
      ['metric', 'task_primary_metric_id_foreign'],
      ['developer', 'model_developer_id_foreign'],
      ['image', 'task_image_image_id_foreign'],
    ])('a %s cannot be deleted: %s', async (table, constraint) => {
      await expect(db.em.execute(`delete from ${table}`)).rejects.toThrow(constraint);
    });

    it('a task or a model with submissions cannot be deleted', async () => {
      await db.submission();
      await expect(db.em.execute('delete from task')).rejects.toThrow('submission_task_id_foreign');
      await expect(db.em.execute('delete from model')).rejects.toThrow('submission_candidate_id_foreign');
    });

    it('a deleted submission takes its predictions, evaluations and scores along', async () => {
      await db.performance({ score: 0.5 });
      await db.em.execute('delete from submission');
      expect([await db.em.count(Evaluation), await db.em.count(Performance)]).toEqual([0, 0]);
    });

    it('a deleted model takes its candidates and their training data along', async () => {
      db.em.create(TrainingData, { candidate: db.rows.candidate, name: 'DSB 2018', dataset: db.rows.dataset });
      await db.em.flush();
      await db.em.execute('delete from model');
      expect([await db.em.count(Candidate), await db.em.count(TrainingData)]).toEqual([0, 0]);
    });

    it('training data outlives the dataset it points to', async () => {
      db.em.create(TrainingData, { candidate: db.rows.candidate, name: 'DSB 2018', dataset: db.rows.dataset });
      await db.em.flush();
      await db.em.nativeDelete(TaskImage, {});
      await db.em.execute('delete from dataset');
      expect(await db.em.fork().find(TrainingData, {})).toMatchObject([{ name: 'DSB 2018', dataset: null }]);
    });
  });

  it('refuses rows that point nowhere', async () => {
    const nowhere = '00000000-0000-4000-8000-000000000000';
    await expect(db.em.insert(TaskImage, { task: nowhere, image: db.first })).rejects.toThrow(
      ForeignKeyConstraintViolationException,
    );
    await expect(
      db.em.insert(Model, { id: nowhere, slug: 'm', name: 'm', developer: nowhere, uploadTime: new Date() }),
    ).rejects.toThrow(ForeignKeyConstraintViolationException);
  });
});
