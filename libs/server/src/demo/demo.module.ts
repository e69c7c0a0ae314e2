import { Module } from '@nestjs/common';
import { DatasetsModule } from '../datasets/datasets.module.ts';
import { ModelsModule } from '../models/models.module.ts';
import { SubmissionsModule } from '../submissions/submissions.module.ts';
import { TasksModule } from '../tasks/tasks.module.ts';
import { DemoBoardsService } from './demo-boards.service.ts';
import { DemoImagesService } from './demo-images.service.ts';
import { DemoStart } from './demo-start.ts';
import { DemoThreads } from './demo-threads.ts';
import { DemoService } from './demo.service.ts';
import { PrepareDemoJob } from './prepare-demo.job.ts';

/** The demo dataset with the built-in methods as competitors. */
@Module({
  imports: [DatasetsModule, ModelsModule, SubmissionsModule, TasksModule],
  providers: [DemoBoardsService, DemoImagesService, DemoService, DemoStart, DemoThreads, PrepareDemoJob],
  exports: [DemoService, PrepareDemoJob],
})
export class DemoModule {}
