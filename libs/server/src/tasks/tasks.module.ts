import { Module } from '@nestjs/common';
import { TasksService } from './tasks.service.ts';

/** Tasks. */
@Module({ providers: [TasksService], exports: [TasksService] })
export class TasksModule {}
