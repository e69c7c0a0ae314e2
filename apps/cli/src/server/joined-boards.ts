import type { Dataset } from '@cellboard/contract';
import { allItems, type CellboardClient } from '@cellboard/sdk';
import { count } from '../terminal.ts';

/** A board that a version of a dataset is on once it is published. */
export interface JoinedBoard {
  readonly task: string;
  readonly taskName: string;
  /** The version that it replaces there; null where the dataset is new to the board. */
  readonly replaces: number | null;
  /** Candidates that are ranked now, and are no longer until they have predictions for a dataset that is new. */
  readonly unranked: number;
  /** Candidates with results on the version before, whose predictions for new and changed images are missing. */
  readonly following: number;
}

/**
 * What publishing a version of a dataset does to the boards of a server.
 *
 * @param dataset what its truths outline decides which boards take it; no board takes it where nobody has said
 */
export async function joinedBoards(
  client: CellboardClient,
  { slug, object }: Pick<Dataset, 'slug' | 'object'>,
): Promise<JoinedBoard[]> {
  const tasks = await allItems((page) => client.api.tasks.list.query(page));
  const joined: JoinedBoard[] = [];
  for (const { slug: task, name: taskName, takes, datasets, primaryMetric, ...one } of tasks) {
    const before = datasets.find((taken) => taken.slug === slug);
    if (!before && (takes !== 'all' || one.object !== object)) continue;
    const { rows } = await client.api.leaderboard.get.query({ task, metrics: [primaryMetric] });
    const has = rows.filter(({ results }) => results.some(({ dataset }) => dataset === slug)).length;
    const ranked = rows.filter(({ rank }) => rank !== null).length;
    joined.push({
      ...{ task, taskName, replaces: before?.version ?? null },
      ...(before ? { unranked: 0, following: has } : { unranked: ranked, following: 0 }),
    });
  }
  return joined;
}

/** Whether candidates of a board have to do something about it. */
export function changesRows({ unranked, following }: JoinedBoard): boolean {
  return unranked + following > 0;
}

/** What publishing does to each board, a line for each. */
export function joinedLines(boards: readonly JoinedBoard[]): string[] {
  if (boards.length === 0) return ['Publishing puts it on no board.'];
  return boards.map(({ taskName, replaces, unranked, following }) => {
    if (replaces !== null) {
      const replaced = `Publishing replaces version ${String(replaces)} on the board of ${taskName}.`;
      if (following === 0) return replaced;
      const them =
        following === 1
          ? '1 candidate with a result there keeps its'
          : `${following.toLocaleString('en')} candidates with results there keep their`;
      return `${replaced} ${them} predictions for unchanged images; new and changed images count as without a prediction.`;
    }
    const put = `Publishing puts it on the board of ${taskName}.`;
    if (unranked === 0) return put;
    const [are, them, they] = unranked === 1 ? ['is', 'its rank', 'it has'] : ['are', 'their ranks', 'they have'];
    return (
      `${put} ${count(unranked, 'candidate')} that ${are} ranked there will lose ${them} on the whole board until ${they} predictions for this dataset. ` +
      'The boards of single datasets stay as they are.'
    );
  });
}
