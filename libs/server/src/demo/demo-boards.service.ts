import { baselines } from '@cellboard/baselines';
import { Injectable } from '@nestjs/common';
import { ModelsService } from '../models/models.service.ts';
import { BaselineSubmissionsService } from '../submissions/baseline-submissions.service.ts';
import { TasksService } from '../tasks/tasks.service.ts';
import { demoCandidate, demoTasks, toModel } from './demo-words.ts';

/** Makes the demo's tasks and submits every built-in method to each; what is there already stays. */
@Injectable()
export class DemoBoardsService {
  constructor(
    private readonly tasks: TasksService,
    private readonly models: ModelsService,
    private readonly submissions: BaselineSubmissionsService,
  ) {}

  async prepare(): Promise<void> {
    for (const task of demoTasks) await this.tasks.create(task, 'demo');
    for (const baseline of baselines) await this.models.create(toModel(baseline), 'demo');
    for (const { slug: task } of demoTasks) {
      for (const { slug } of baselines) {
        await this.submissions.submit({ task, model: slug, candidate: demoCandidate, baseline: slug }, 'demo');
      }
    }
  }
}
