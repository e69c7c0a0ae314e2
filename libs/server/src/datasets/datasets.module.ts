import { Module } from '@nestjs/common';
import { ImagesModule } from '../images/images.module.ts';
import { DatasetsService } from './datasets.service.ts';
import { ImageUploadsService } from './image-uploads.service.ts';

/** Datasets and the images they are made of. */
@Module({
  imports: [ImagesModule],
  providers: [DatasetsService, ImageUploadsService],
  exports: [DatasetsService, ImageUploadsService],
})
export class DatasetsModule {}
