import { Module } from '@nestjs/common';
import { DecodingModule } from '../decoding/decoding.module.ts';
import { LabelFilesModule } from '../label-files/label-files.module.ts';
import { ImageFilesService } from './image-files.service.ts';
import { MakePicturesJob } from './make-pictures.job.ts';
import { PicturesService } from './pictures.service.ts';

/** The small pictures of the gallery, and the files behind the page of an image. */
@Module({
  imports: [DecodingModule, LabelFilesModule],
  providers: [ImageFilesService, MakePicturesJob, PicturesService],
  exports: [ImageFilesService, MakePicturesJob, PicturesService],
})
export class PicturesModule {}
