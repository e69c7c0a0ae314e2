import type { EntityManager } from '@mikro-orm/sql';
import { EvaluationEntity } from '../entities/evaluation.entity.ts';
import type { ImageEntity } from '../entities/image.entity.ts';
import { MetricVersionEntity } from '../entities/metric-version.entity.ts';
import { PerformanceEntity } from '../entities/performance.entity.ts';
import { SubmissionEntity } from '../entities/submission.entity.ts';
import type { TestDatabase } from './databases.fixture.ts';
import { insertImage, insertTask, type ImageFacts, type TaskRows } from './rows.fixture.ts';

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
  get first(): ImageEntity {
    const [first] = this.rows.images;
    if (!first) throw new Error('The task has no images.');
    return first;
  }

  async image(facts: ImageFacts & Partial<ImageEntity>): Promise<void> {
    await insertImage(this.em, this.rows.version, facts);
  }

  async submission(): Promise<SubmissionEntity> {
    const made = this.em.create(SubmissionEntity, { task: this.rows.task, candidate: this.rows.candidate });
    await this.em.flush();
    return made;
  }

  async evaluation(facts: Partial<EvaluationEntity> = {}): Promise<EvaluationEntity> {
    const submission = await this.submission();
    const { taskDataset } = this.rows;
    const words = { number: 1, cause: 'first', imageCount: 3, softwareVersion: '0' } as const;
    const made = this.em.create(EvaluationEntity, { submission, taskDataset, ...words, ...facts });
    await this.em.flush();
    return made;
  }

  /** Writes a score of an evaluation that still runs. */
  async performance(facts: { score?: number | null; metric?: string }): Promise<PerformanceEntity> {
    const evaluation = await this.evaluation();
    const metricVersion = await this.em.findOneOrFail(MetricVersionEntity, { metric: facts.metric ?? 'pq' });
    const keys = { evaluation, metricVersion, aggregation: 'mean' } as const;
    const made = this.em.create(PerformanceEntity, { ...keys, n: 3, score: facts.score ?? null });
    await this.em.flush();
    return made;
  }

  /** Runs a statement that must be refused, with words of the refusal. */
  async refused(sql: string, ...words: string[]): Promise<void> {
    for (const one of words) expect([sql, await this.messageOf(sql)]).toEqual([sql, expect.stringContaining(one)]);
  }

  private async messageOf(sql: string): Promise<string> {
    return this.em.execute(sql).then(
      () => 'It was allowed.',
      (error: unknown) => String(error),
    );
  }
}
