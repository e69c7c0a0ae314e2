import { Module } from '@nestjs/common';
import { EvaluationModule } from '../evaluation/evaluation.module.ts';
import { MetricsModule } from '../metrics/metrics.module.ts';
import { StandingTasks } from './standing-tasks.ts';
import { TaskAnswers } from './task-answers.ts';
import { TaskVersions } from './task-versions.ts';
import { TasksService } from './tasks.service.ts';

/** Tasks and their versions. */
@Module({
  imports: [EvaluationModule, MetricsModule],
  providers: [StandingTasks, TaskAnswers, TaskVersions, TasksService],
  exports: [TaskAnswers, TaskVersions, TasksService],
})
export class TasksModule {}
