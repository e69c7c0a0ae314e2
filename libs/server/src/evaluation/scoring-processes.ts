import { createScorer, type Scorer } from '@cellboard/evaluation';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ServerSettings } from '../settings/server-settings.ts';

/** The processes in which images are scored and cells are recorded: one set for both. */
@Injectable()
export class ScoringProcesses implements OnApplicationShutdown {
  readonly scorer: Scorer;

  constructor({ threads, scoring }: ServerSettings) {
    this.scorer = createScorer({ processes: threads, limits: scoring });
  }

  onApplicationShutdown(): Promise<void> {
    return this.scorer.close();
  }
}
