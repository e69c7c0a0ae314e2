import type { EntityManager } from '@mikro-orm/sql';
import { Evaluation } from '../entities/evaluation.entity.ts';
import { Image } from '../entities/image.entity.ts';
import { Performance } from '../entities/performance.entity.ts';
import { Submission } from '../entities/submission.entity.ts';
import type { TestDatabase } from './databases.fixture.ts';
import { insertTask, type TaskRows } from './rows.fixture.ts';

/** A task with three images, and short words to write rows that may or may not be allowed. */
export class Violations {
  readonly database: TestDatabase;
  readonly em: EntityManager;
  readonly rows: TaskRows;

  private constructor(database: TestDatabase, em: EntityManager, rows: TaskRows) {
    this.database = database;
    this.em = em;
    this.rows = rows;
  }

  /** Empties the database first. */
  static async begin(database: TestDatabase): Promise<Violations> {
    await database.clear();
    const em = database.orm.em.fork();
    return new Violations(database, em, await insertTask(em, { images: [{}, {}, {}] }));
  }

  /** One of the three images. */
  get first(): Image {
    const [first] = this.rows.images;
    if (!first) throw new Error('The task has no images.');
    return first;
  }

  async image(facts: Partial<Image>): Promise<void> {
    this.em.create(Image, {
      datasetVersion: this.rows.version,
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
    await this.em.flush();
  }

  async submission(): Promise<Submission> {
    const made = this.em.create(Submission, { task: this.rows.task, candidate: this.rows.candidate });
    await this.em.flush();
    return made;
  }

  async evaluation(facts: Partial<Evaluation> = {}): Promise<Evaluation> {
    const submission = await this.submission();
    const made = this.em.create(Evaluation, { submission, attempt: 1, imageCount: 3, softwareVersion: '0', ...facts });
    await this.em.flush();
    return made;
  }

  async performance(facts: Partial<Performance>): Promise<void> {
    const { candidate, task, metric } = this.rows;
    const evaluation = await this.evaluation();
    const keys = { candidate, task, metric, aggregation: 'mean', evaluation } as const;
    this.em.create(Performance, { ...keys, n: 3, metricVersion: 1, ...facts });
    await this.em.flush();
  }
}
