import { Module } from '@nestjs/common';
import { SourcesService } from './sources.service.ts';

/** The vocabulary of sources. */
@Module({ providers: [SourcesService], exports: [SourcesService] })
export class SourcesModule {}
