import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CellParts } from '../cells/cell-parts.ts';
import { MetricsMirror } from '../metrics/metrics-mirror.ts';
import type { EvaluateChunk } from '../queue/job-payloads.ts';
import { evaluateChunk } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { ChunkScorer, UnscorableError } from './chunk-scorer.ts';
import { EvaluationsService, evaluator } from './evaluations.service.ts';

/**
 * Scores some images of a submission and records their cells. No transaction is open while the images are scored; their scores are written
 * once, however often the job runs. A fault is tried again by the queue. An image that takes too much time or memory
 * is not: its evaluation fails at once.
 */
@Injectable()
export class EvaluateChunkJob implements OnApplicationBootstrap {
  constructor(
    private readonly evaluations: EvaluationsService,
    private readonly scorer: ChunkScorer,
    private readonly parts: CellParts,
    private readonly metrics: MetricsMirror,
    private readonly queue: Queue,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.queue.take(evaluateChunk, this);
  }

  async run({ evaluation, images }: EvaluateChunk, earlier = 0): Promise<void> {
    const part = { image: images[0] ?? null };
    await this.evaluations.noteLost(evaluator, evaluation, { ...part, earlier });
    try {
      await this.metrics.assertCurrent();
      const pending = await this.evaluations.start(evaluator, evaluation, images);
      if (!pending) return;
      const { scored, rows } = await this.scorer.scoreAndRecord(pending);
      const kept = await this.parts.put(rows);
      if (await this.evaluations.add(evaluator, evaluation, { scored, part: kept })) await this.finish(evaluation);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await this.evaluations.note(evaluator, evaluation, { ...part, reason });
      if (!(error instanceof UnscorableError)) throw error;
      await this.evaluations.fail(evaluator, evaluation);
    }
  }

  /** The record of cells appears with the scores, if every image has its rows. */
  private async finish(evaluation: string): Promise<void> {
    const record = await this.parts.assemble(evaluation);
    await this.evaluations.finish(evaluator, evaluation, record);
    if (record) await this.parts.free([record.file]); // it stays if the evaluation has taken it
  }

  async giveUp({ evaluation }: EvaluateChunk): Promise<void> {
    await this.evaluations.fail(evaluator, evaluation);
  }
}
