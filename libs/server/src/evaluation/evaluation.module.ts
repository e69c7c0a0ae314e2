import { Module } from '@nestjs/common';
import { ChunkScorer } from './chunk-scorer.ts';
import { EvaluateChunkJob } from './evaluate-chunk.job.ts';
import { EvaluationOpening } from './evaluation-opening.ts';
import { EvaluationsService } from './evaluations.service.ts';

/** Evaluations of submissions. */
@Module({
  providers: [ChunkScorer, EvaluateChunkJob, EvaluationOpening, EvaluationsService],
  exports: [EvaluateChunkJob, EvaluationOpening],
})
export class EvaluationModule {}
