import { Module } from '@nestjs/common';
import { LabelFilesModule } from '../label-files/label-files.module.ts';
import { MetricsModule } from '../metrics/metrics.module.ts';
import { StorageModule } from '../storage/storage.module.ts';
import { ChunkScorer } from './chunk-scorer.ts';
import { EvaluateChunkJob } from './evaluate-chunk.job.ts';
import { EvaluationOpening } from './evaluation-opening.ts';
import { EvaluationsService } from './evaluations.service.ts';
import { RescoreBoardsJob } from './rescore-boards.job.ts';
import { RescoringService } from './rescoring.service.ts';

/** Evaluations of submissions. */
@Module({
  imports: [LabelFilesModule, MetricsModule, StorageModule],
  providers: [ChunkScorer, EvaluateChunkJob, EvaluationOpening, EvaluationsService, RescoreBoardsJob, RescoringService],
  exports: [EvaluateChunkJob, EvaluationOpening, RescoreBoardsJob, RescoringService],
})
export class EvaluationModule {}
