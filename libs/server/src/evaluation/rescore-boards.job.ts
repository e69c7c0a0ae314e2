import { transactional } from '@cellboard/db';
import { EntityManager, RequestContext } from '@mikro-orm/core';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { MetricsMirror } from '../metrics/metrics-mirror.ts';
import { rescoreBoards } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { evaluator } from './evaluations.service.ts';
import { RescoringService } from './rescoring.service.ts';

/**
 * After an update that changes the metric that ranks a board, its results are scored again without anybody asking:
 * until then they have no rank. What cannot be scored by the new metrics is not tried at every start.
 */
@Injectable()
export class RescoreBoardsJob implements OnApplicationBootstrap {
  private readonly log = new Logger('Rescoring');

  constructor(
    private readonly em: EntityManager,
    private readonly rescoring: RescoringService,
    private readonly metrics: MetricsMirror,
    private readonly queue: Queue,
    private readonly settings: ServerSettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.settings.runsJobs) return;
    await this.queue.take(rescoreBoards, this);
    await RequestContext.create(this.em, () => this.begin());
  }

  /** Adds the job if there is something to do; however many processes start, it runs once. */
  private async begin(): Promise<void> {
    const tasks = await this.rescoring.outdatedTasks(evaluator);
    if (tasks.length === 0) return;
    this.log.log(
      { tasks },
      'results of an older version of the metric that ranks are scored again; "cellboard rescore" does the same',
    );
    await transactional(this.em, (transaction) => this.queue.add(transaction, rescoreBoards, [{}]));
  }

  async run(): Promise<void> {
    await this.metrics.assertCurrent();
    for (const task of await this.rescoring.outdatedTasks(evaluator)) {
      const { evaluations, images } = await this.rescoring.rescore(evaluator, { task });
      this.log.log({ task, evaluations, images }, 'evaluations were queued again');
    }
  }
}
