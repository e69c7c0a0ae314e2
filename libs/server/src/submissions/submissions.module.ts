import { Module } from '@nestjs/common';
import { DecodingModule } from '../decoding/decoding.module.ts';
import { EvaluationModule } from '../evaluation/evaluation.module.ts';
import { LabelFilesModule } from '../label-files/label-files.module.ts';
import { StorageModule } from '../storage/storage.module.ts';
import { BaselineSubmissionsService } from './baseline-submissions.service.ts';
import { BaselineThreads } from './baseline-threads.ts';
import { PredictionUploadsService } from './prediction-uploads.service.ts';
import { PredictChunkJob } from './predict-chunk.job.ts';
import { SubmissionEvaluations } from './submission-evaluations.ts';
import { SubmissionsService } from './submissions.service.ts';

/** Submissions, those of the built-in methods included. */
@Module({
  imports: [DecodingModule, EvaluationModule, LabelFilesModule, StorageModule],
  providers: [
    BaselineSubmissionsService,
    BaselineThreads,
    PredictChunkJob,
    PredictionUploadsService,
    SubmissionEvaluations,
    SubmissionsService,
  ],
  exports: [BaselineSubmissionsService, PredictChunkJob, PredictionUploadsService, SubmissionsService],
})
export class SubmissionsModule {}
