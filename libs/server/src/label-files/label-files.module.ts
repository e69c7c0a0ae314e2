import { Module } from '@nestjs/common';
import { DecodingModule } from '../decoding/decoding.module.ts';
import { LabelFiles } from './label-files.service.ts';
import { StoredFilesModule } from '../storage/stored-files.module.ts';
import { MakeLabelFilesJob } from './make-label-files.job.ts';

/** The form in which truths and predictions are kept for scores. */
@Module({
  imports: [DecodingModule, StoredFilesModule],
  providers: [LabelFiles, MakeLabelFilesJob],
  exports: [LabelFiles, MakeLabelFilesJob],
})
export class LabelFilesModule {}
