import { workerNamed } from '@cellboard/contract';
import { MetricEntity, TaskEntity, TaskRepository, transactional } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { MetricsMirror } from '../metrics/metrics-mirror.ts';

/** The two tasks that every installation has. Each includes every published dataset with its object. */
const STANDING = [
  {
    slug: 'nuclei',
    name: 'Nuclei',
    description: 'Outline every nucleus. All published datasets of nuclei count, whatever their stain and microscope.',
    object: 'nucleus',
  },
  {
    slug: 'cells',
    name: 'Cells',
    description: 'Outline every whole cell. All published datasets of cells count, whatever their microscope.',
    object: 'cell',
  },
] as const;

/** Creates the standing tasks at the first start, and adds descriptions to those that a migration created. */
@Injectable()
export class StandingTasks implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly metrics: MetricsMirror,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.metrics.write();
    await transactional(this.em.fork(), async (transaction) => {
      for (const words of STANDING) {
        await new TaskRepository(transaction).lockSlug(words.slug);
        const task = await transaction.findOne(TaskEntity, { slug: words.slug });
        if (task) {
          if (task.description === '') task.description = words.description;
          continue;
        }
        const primaryMetric = transaction.getReference(MetricEntity, 'f1@0.5');
        const made = { ...words, primaryMetric, takes: 'all', minImages: 0, visibility: 'public' } as const;
        transaction.persist(transaction.create(TaskEntity, made));
        const action = 'task.create';
        audit(transaction, workerNamed('catalogue'), {
          action,
          object: 'task',
          subject: words.slug,
          after: { ...words },
        });
      }
    });
  }
}
