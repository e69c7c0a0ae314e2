import { Module } from '@nestjs/common';
import { DemoModule } from '../demo/demo.module.ts';
import { TasksModule } from '../tasks/tasks.module.ts';
import { Boards } from './boards.ts';
import { LeaderboardService } from './leaderboard.service.ts';

/** The boards. */
@Module({
  imports: [DemoModule, TasksModule],
  providers: [Boards, LeaderboardService],
  exports: [Boards, LeaderboardService],
})
export class LeaderboardModule {}
