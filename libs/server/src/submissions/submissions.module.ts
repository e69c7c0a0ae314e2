import { Module } from '@nestjs/common';
import { EvaluationModule } from '../evaluation/evaluation.module.ts';
import { ImagesModule } from '../images/images.module.ts';
import { BaselineSubmissionsService } from './baseline-submissions.service.ts';
import { BaselineThreads } from './baseline-threads.ts';
import { PredictionUploadsService } from './prediction-uploads.service.ts';
import { PredictChunkJob } from './predict-chunk.job.ts';
import { SubmissionsService } from './submissions.service.ts';

/** Submissions, those of the built-in methods included. */
@Module({
  imports: [EvaluationModule, ImagesModule],
  providers: [
    BaselineSubmissionsService,
    BaselineThreads,
    PredictChunkJob,
    PredictionUploadsService,
    SubmissionsService,
  ],
  exports: [BaselineSubmissionsService, PredictChunkJob, PredictionUploadsService, SubmissionsService],
})
export class SubmissionsModule {}
