import { Module } from '@nestjs/common';
import { CellRecordsModule } from '../cells/cell-records.module.ts';
import { LabelFilesModule } from '../label-files/label-files.module.ts';
import { MetricsModule } from '../metrics/metrics.module.ts';
import { StorageModule } from '../storage/storage.module.ts';
import { ChunkScorer } from './chunk-scorer.ts';
import { EvaluateChunkJob } from './evaluate-chunk.job.ts';
import { EvaluationEnding } from './evaluation-ending.ts';
import { EvaluationOpening } from './evaluation-opening.ts';
import { EvaluationsService } from './evaluations.service.ts';
import { RescoreBoardsJob } from './rescore-boards.job.ts';
import { LabelLending } from './label-lending.ts';
import { RescoringService } from './rescoring.service.ts';
import { ScoringProcesses } from './scoring-processes.ts';

/** Evaluations of submissions. */
@Module({
  imports: [CellRecordsModule, LabelFilesModule, MetricsModule, StorageModule],
  providers: [
    ChunkScorer,
    EvaluateChunkJob,
    EvaluationEnding,
    EvaluationOpening,
    EvaluationsService,
    LabelLending,
    RescoreBoardsJob,
    RescoringService,
    ScoringProcesses,
  ],
  exports: [EvaluateChunkJob, EvaluationOpening, LabelLending, RescoreBoardsJob, RescoringService, ScoringProcesses],
})
export class EvaluationModule {}
