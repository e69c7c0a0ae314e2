import { Module } from '@nestjs/common';
import { ImageReader } from './image-reader.ts';

/** Reads and draws uploaded files in separate processes. */
@Module({ providers: [ImageReader], exports: [ImageReader] })
export class DecodingModule {}
