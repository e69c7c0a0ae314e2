import type { EvaluateChunk } from '@cellboard/contract';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { evaluateChunk } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { ChunkScorer } from './chunk-scorer.ts';
import { EvaluationsService } from './evaluations.service.ts';

/**
 * Scores some images of a submission. No transaction is open while the threads compute; what they find is written
 * once, however often the job is run.
 */
@Injectable()
export class EvaluateChunkJob implements OnApplicationBootstrap {
  constructor(
    private readonly evaluations: EvaluationsService,
    private readonly scorer: ChunkScorer,
    private readonly queue: Queue,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.queue.take(evaluateChunk, this);
  }

  async run({ evaluation, images }: EvaluateChunk): Promise<void> {
    const pending = await this.evaluations.start(evaluation, images);
    if (!pending) return;
    const scored = await this.scorer.score(pending);
    if (await this.evaluations.add(evaluation, scored)) await this.evaluations.finish(evaluation);
  }

  async giveUp({ evaluation }: EvaluateChunk): Promise<void> {
    await this.evaluations.giveUp(evaluation);
  }
}
