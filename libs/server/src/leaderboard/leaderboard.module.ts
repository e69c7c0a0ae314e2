import { Module } from '@nestjs/common';
import { LeaderboardService } from './leaderboard.service.ts';
import { MetricsMirror } from './metrics-mirror.ts';

/** The boards. */
@Module({ providers: [LeaderboardService, MetricsMirror], exports: [LeaderboardService] })
export class LeaderboardModule {}
