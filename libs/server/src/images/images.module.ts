import { Module } from '@nestjs/common';
import { DecodingModule } from '../decoding/decoding.module.ts';
import { ImageCurationService } from './image-curation.service.ts';
import { ImagePageService } from './image-page.service.ts';
import { ImagesService } from './images.service.ts';
import { MeasureImagesJob } from './measure-images.job.ts';
import { ProblemReportsService } from './problem-reports.service.ts';
import { RetaggingService } from './retagging.service.ts';

/** The gallery, and corrections of its images. */
@Module({
  imports: [DecodingModule],
  providers: [
    ImageCurationService,
    ImagePageService,
    ImagesService,
    MeasureImagesJob,
    ProblemReportsService,
    RetaggingService,
  ],
  exports: [ImagesService],
})
export class ImagesModule {}
