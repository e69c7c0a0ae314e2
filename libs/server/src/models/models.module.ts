import { Module } from '@nestjs/common';
import { ModelsService } from './models.service.ts';

/** Models and their candidates. */
@Module({ providers: [ModelsService], exports: [ModelsService] })
export class ModelsModule {}
