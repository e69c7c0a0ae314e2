import { Module } from '@nestjs/common';
import { ImageReader } from './image-reader.ts';
import { ImagesService } from './images.service.ts';
import { PicturesService } from './pictures.service.ts';

/** The gallery and its pictures. */
@Module({
  providers: [ImageReader, ImagesService, PicturesService],
  exports: [ImageReader, ImagesService, PicturesService],
})
export class ImagesModule {}
