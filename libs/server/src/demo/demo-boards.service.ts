import { baselines } from '@cellboard/baselines';
import type { Principal } from '@cellboard/contract';
import { Injectable } from '@nestjs/common';
import { ModelsService } from '../models/models.service.ts';
import { BaselineSubmissionsService } from '../submissions/baseline-submissions.service.ts';
import { TasksService } from '../tasks/tasks.service.ts';
import { demoCandidate, demoTask, toModel } from './demo-words.ts';

/** Makes the demo's task and submits every built-in method to it; what is there already stays. */
@Injectable()
export class DemoBoardsService {
  constructor(
    private readonly tasks: TasksService,
    private readonly models: ModelsService,
    private readonly submissions: BaselineSubmissionsService,
  ) {}

  async prepare(principal: Principal): Promise<void> {
    await this.tasks.create(principal, demoTask);
    for (const baseline of baselines) await this.models.create(principal, toModel(baseline));
    for (const { slug } of baselines) {
      const submission = { task: demoTask.slug, model: slug, candidate: demoCandidate, baseline: slug };
      await this.submissions.submit(principal, submission);
    }
  }
}
