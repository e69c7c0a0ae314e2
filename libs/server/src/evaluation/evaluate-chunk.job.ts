import type { EvaluateChunk } from '@cellboard/contract';
import { EvaluationRepository, type PendingImage, type ScoredImage } from '@cellboard/db';
import { createScorer, isScored, type ImageJob, type ImageResult, type Scorer } from '@cellboard/evaluation';
import { resolveMetrics } from '@cellboard/metrics';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { evaluateChunk } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { FileStore } from '../storage/file-store.ts';
import { ServerSettings } from '../system/server-settings.ts';
import { EvaluationsService } from './evaluations.service.ts';

/**
 * Scores some images of a submission. No transaction is open while the threads compute; what they find is written
 * once, however often the job is run.
 */
@Injectable()
export class EvaluateChunkJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly scorer: Scorer;

  constructor(
    private readonly evaluations: EvaluationsService,
    private readonly sheets: EvaluationRepository,
    private readonly files: FileStore,
    private readonly queue: Queue,
    { threads }: ServerSettings,
  ) {
    this.scorer = createScorer({ threads });
  }

  onApplicationBootstrap(): Promise<void> {
    return this.queue.take(evaluateChunk, (chunk) => this.run(chunk));
  }

  onApplicationShutdown(): Promise<void> {
    return this.scorer.close();
  }

  async run({ evaluation, images }: EvaluateChunk): Promise<void> {
    if (!(await this.evaluations.start(evaluation))) return;
    const pending = await this.sheets.pending(evaluation, images);
    const jobs = await Promise.all(pending.map((image) => this.toJob(image)));
    const results = await this.scorer.score(jobs, { metrics: resolveMetrics('all'), perCell: false });
    const scored = results.map((result, i) => toScored(result, pending[i]));
    if (await this.evaluations.add(evaluation, scored)) await this.evaluations.finish(evaluation);
  }

  private async toJob({ image, truthSha256, predictionSha256 }: PendingImage): Promise<ImageJob> {
    return {
      image,
      truth: await this.files.path(truthSha256),
      prediction: predictionSha256 === null ? null : await this.files.path(predictionSha256),
    };
  }
}

/** What the participant can mend is a row of the sheet like any other; everything else is ours, and fails the job. */
function toScored(result: ImageResult, image: PendingImage | undefined): ScoredImage {
  if (!image) throw new Error(`The scorer answered for ${result.image}, which was not asked for.`);
  const { imageId } = image;
  if (isScored(result)) {
    const { metrics, fractions, missing } = result;
    return {
      imageId,
      scores: metrics as ScoredImage['scores'],
      fractions: fractions as ScoredImage['fractions'],
      problem: null,
      missing,
    };
  }
  const { code, message } = result.error;
  if (code === 'PREDICTION_UNREADABLE' || code === 'SIZES_DIFFER') {
    return { imageId, scores: {}, fractions: {}, problem: message, missing: false };
  }
  throw new Error(`${result.image} could not be scored, which is not the fault of the prediction. ${code}: ${message}`);
}
