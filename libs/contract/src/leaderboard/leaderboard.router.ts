import { publicProcedure, router } from '../procedures.ts';
import { Leaderboard, LeaderboardQuery } from './leaderboard.schema.ts';

/** What the leaderboard's door needs behind it. The server implements it. */
export interface LeaderboardService {
  get(query: LeaderboardQuery): Promise<Leaderboard>;
}

export const leaderboardRouter = (leaderboard: LeaderboardService) =>
  router({
    /** Every candidate of a task with all its scores. */
    get: publicProcedure
      .input(LeaderboardQuery)
      .output(Leaderboard)
      .query(({ input }) => leaderboard.get(input)),
  });
