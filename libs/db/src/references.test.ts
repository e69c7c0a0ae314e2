import { ForeignKeyConstraintViolationException } from '@mikro-orm/core';
import { CandidateEntity } from './entities/candidate.entity.ts';
import { EvaluationEntity } from './entities/evaluation.entity.ts';
import { ImageEntity } from './entities/image.entity.ts';
import { ModelEntity } from './entities/model.entity.ts';
import { PerformanceEntity } from './entities/performance.entity.ts';
import { TaskImageEntity } from './entities/task-image.entity.ts';
import { WeightsSourceEntity } from './entities/weights-source.entity.ts';
import { WeightsEntity } from './entities/weights.entity.ts';
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
      ['source', 'dataset_source_slug_foreign'],
      ['dataset_version', 'task_dataset_dataset_version_id_foreign'],
      ['weights', 'candidate_weights_id_foreign'],
      [`stored_file where shelf = 'image'`, 'image_image_shelf_image_sha256_foreign'],
      [`stored_file where shelf = 'truth'`, 'image_truth_shelf_truth_sha256_foreign'],
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
      expect([await db.em.count(EvaluationEntity), await db.em.count(PerformanceEntity)]).toEqual([0, 0]);
    });

    it('a deleted model takes its candidates, its weights and their sources along', async () => {
      await db.em.insert(WeightsSourceEntity, { weights: db.rows.weights, source: 'nuclei' });
      await db.em.execute('delete from candidate');
      await db.em.execute('delete from model');
      expect(await db.em.count(CandidateEntity)).toBe(0);
      expect(await db.em.count(WeightsEntity)).toBe(0);
      expect(await db.em.count(WeightsSourceEntity)).toBe(0);
    });
  });

  it('refuses rows that point nowhere', async () => {
    const nowhere = '00000000-0000-4000-8000-000000000000';
    const { taskDataset } = db.rows;
    await expect(
      db.em.execute('insert into task_image (task_dataset_id, image_id) values (?, ?)', [taskDataset.id, nowhere]),
    ).rejects.toThrow('not in the dataset version');
    await expect(
      db.em.execute(`insert into model (id, slug, name, developer_id) values ('${nowhere}', 'm', 'm', '${nowhere}')`),
    ).rejects.toThrow(ForeignKeyConstraintViolationException);
    await expect(db.em.execute(`update image set image_sha256 = '${'8'.repeat(64)}'`)).rejects.toThrow(
      'image_image_shelf_image_sha256_foreign',
    );
    expect([
      await db.em.count(ImageEntity),
      await db.em.count(TaskImageEntity),
      await db.em.count(ModelEntity),
    ]).toEqual([3, 3, 1]);
  });
});
