import { Module } from '@nestjs/common';
import { DecodingModule } from '../decoding/decoding.module.ts';
import { PicturesService } from './pictures.service.ts';

/** The small pictures of the gallery. */
@Module({ imports: [DecodingModule], providers: [PicturesService], exports: [PicturesService] })
export class PicturesModule {}
