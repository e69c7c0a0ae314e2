import { Module } from '@nestjs/common';
import { SourcesModule } from '../sources/sources.module.ts';
import { Assignments } from './assignments.ts';
import { Candidates } from './candidates.ts';
import { Declarations } from './declarations.ts';
import { ModelAnswers } from './model-answers.ts';
import { ModelsService } from './models.service.ts';

/** Models, their candidates and weights. */
@Module({
  imports: [SourcesModule],
  providers: [Assignments, Candidates, Declarations, ModelAnswers, ModelsService],
  exports: [ModelsService],
})
export class ModelsModule {}
