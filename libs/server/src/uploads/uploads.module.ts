import { Module } from '@nestjs/common';
import { DecodingModule } from '../decoding/decoding.module.ts';
import { StorageModule } from '../storage/storage.module.ts';
import { SubmissionsModule } from '../submissions/submissions.module.ts';
import { AddPredictionsJob } from './add-predictions.job.ts';
import { ResumableFiles } from './resumable-files.ts';
import { UploadExpiry } from './upload-expiry.ts';
import { UploadFinish } from './upload-finish.ts';
import { UploadStorage } from './upload-storage.ts';
import { UploadedFiles } from './uploaded-files.ts';
import { UploadsService } from './uploads.service.ts';

/** Sets of predictions that are uploaded as a whole, checked, and added to a submission. */
@Module({
  imports: [DecodingModule, StorageModule, SubmissionsModule],
  providers: [
    AddPredictionsJob,
    ResumableFiles,
    UploadedFiles,
    UploadExpiry,
    UploadFinish,
    UploadStorage,
    UploadsService,
  ],
  exports: [AddPredictionsJob, UploadExpiry, UploadsService],
})
export class UploadsModule {}
