import { Module } from '@nestjs/common';
import { EvaluationModule } from '../evaluation/evaluation.module.ts';
import { BaselineSubmissionsService } from './baseline-submissions.service.ts';
import { BaselineThreads } from './baseline-threads.ts';
import { PredictChunkJob } from './predict-chunk.job.ts';
import { SubmissionsService } from './submissions.service.ts';

/** Submissions, those of the built-in methods included. */
@Module({
  imports: [EvaluationModule],
  providers: [BaselineSubmissionsService, BaselineThreads, PredictChunkJob, SubmissionsService],
  exports: [BaselineSubmissionsService, PredictChunkJob, SubmissionsService],
})
export class SubmissionsModule {}
