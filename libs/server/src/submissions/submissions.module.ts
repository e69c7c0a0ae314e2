import { Module } from '@nestjs/common';
import { DecodingModule } from '../decoding/decoding.module.ts';
import { EvaluationModule } from '../evaluation/evaluation.module.ts';
import { LabelFilesModule } from '../label-files/label-files.module.ts';
import { MailModule } from '../mail/mail.module.ts';
import { StorageModule } from '../storage/storage.module.ts';
import { BaselineSubmissionsService } from './baseline-submissions.service.ts';
import { BaselineThreads } from './baseline-threads.ts';
import { PredictionUploadsService } from './prediction-uploads.service.ts';
import { MailSubmissionEndJob } from './mail-submission-end.job.ts';
import { PredictChunkJob } from './predict-chunk.job.ts';
import { Quotas } from './quotas.ts';
import { SubmissionChanges } from './submission-changes.ts';
import { SubmissionEvaluations } from './submission-evaluations.ts';
import { SubmissionOpening } from './submission-opening.ts';
import { SubmissionProgressService } from './submission-progress.service.ts';
import { SubmissionPublication } from './submission-publication.ts';
import { SubmissionsService } from './submissions.service.ts';

/** Submissions, those of the built-in methods included. */
@Module({
  imports: [DecodingModule, EvaluationModule, LabelFilesModule, MailModule, StorageModule],
  providers: [
    BaselineSubmissionsService,
    BaselineThreads,
    MailSubmissionEndJob,
    PredictChunkJob,
    PredictionUploadsService,
    Quotas,
    SubmissionChanges,
    SubmissionEvaluations,
    SubmissionOpening,
    SubmissionProgressService,
    SubmissionPublication,
    SubmissionsService,
  ],
  exports: [
    BaselineSubmissionsService,
    MailSubmissionEndJob,
    PredictChunkJob,
    PredictionUploadsService,
    SubmissionProgressService,
    SubmissionsService,
  ],
})
export class SubmissionsModule {}
