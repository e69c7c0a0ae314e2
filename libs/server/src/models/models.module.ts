import { Module } from '@nestjs/common';
import { SourcesModule } from '../sources/sources.module.ts';
import { Candidates } from './candidates.ts';
import { ModelAnswers } from './model-answers.ts';
import { ModelsService } from './models.service.ts';

/** Models, their candidates and weights. */
@Module({
  imports: [SourcesModule],
  providers: [Candidates, ModelAnswers, ModelsService],
  exports: [ModelsService],
})
export class ModelsModule {}
