import { Module } from '@nestjs/common';
import { ImageReader } from './image-reader.ts';

/** Reads and draws files from outside, in processes that may die of them. */
@Module({ providers: [ImageReader], exports: [ImageReader] })
export class DecodingModule {}
