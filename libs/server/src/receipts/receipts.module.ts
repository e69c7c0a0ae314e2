import { Module } from '@nestjs/common';
import { LeaderboardModule } from '../leaderboard/leaderboard.module.ts';
import { ReceiptsService } from './receipts.service.ts';
import { SigningKeys } from './signing-keys.ts';

/** Signed receipts of results. */
@Module({
  imports: [LeaderboardModule],
  providers: [ReceiptsService, SigningKeys],
  exports: [ReceiptsService],
})
export class ReceiptsModule {}
