import { Module } from '@nestjs/common';
import { ImageThreads } from './image-threads.ts';
import { ImagesService } from './images.service.ts';
import { PicturesService } from './pictures.service.ts';

/** The gallery and its pictures. */
@Module({
  providers: [ImageThreads, ImagesService, PicturesService],
  exports: [ImageThreads, ImagesService, PicturesService],
})
export class ImagesModule {}
