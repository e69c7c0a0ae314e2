import type { Principal } from '../access/principal.ts';
import { procedure, router } from '../procedures.ts';
import { ImageScores, ImageScoresQuery, Leaderboard, LeaderboardQuery } from './leaderboard.schema.ts';
import { Why, WhyQuery } from './why.schema.ts';

/** What the leaderboard's door needs behind it. The server implements it. */
export interface LeaderboardService {
  get(principal: Principal, query: LeaderboardQuery): Promise<Leaderboard>;
  imageScores(principal: Principal, query: ImageScoresQuery): Promise<ImageScores>;
  why(principal: Principal, query: WhyQuery): Promise<Why>;
}

export const leaderboardRouter = (leaderboard: LeaderboardService) =>
  router({
    /** The board of a task or of one of its datasets, now or at a date. */
    get: procedure('leaderboard.get')
      .input(LeaderboardQuery)
      .output(Leaderboard)
      .query(({ ctx, input }) => leaderboard.get(ctx.principal, input)),
    /** The scores of single images behind a board, from which intervals of scores and ranks follow. */
    imageScores: procedure('leaderboard.imageScores')
      .input(ImageScoresQuery)
      .output(ImageScores)
      .query(({ ctx, input }) => leaderboard.imageScores(ctx.principal, input)),
    /** What one number of a board is made from: images, versions, hashes, and the images with the worst scores. */
    why: procedure('leaderboard.why')
      .input(WhyQuery)
      .output(Why)
      .query(({ ctx, input }) => leaderboard.why(ctx.principal, input)),
  });
