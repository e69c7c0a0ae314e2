import type { TeamId } from '@cellboard/contract';
import type { CellboardClient } from '@cellboard/sdk';
import { UsageError } from '../usage-error.ts';

/**
 * The team of yours that an option names; undefined where it names none.
 *
 * @param named a team's name, in whatever case, or its id
 * @throws UsageError if you are in no such team, or in several of that name
 */
export async function teamOf(client: CellboardClient, named: string | undefined): Promise<TeamId | undefined> {
  if (named === undefined) return undefined;
  const teams = await client.api.teams.mine.query();
  const wanted = named.trim().toLowerCase();
  const found = teams.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
  const [first] = found;
  if (first && found.length === 1) return first.id;
  if (first) {
    const ids = found.map(({ id }) => id).join(', ');
    throw new UsageError(`You are in ${String(found.length)} teams called "${named}". Give an id: --team ${ids}.`);
  }
  const names = teams.map(({ name }) => `"${name}"`).join(', ');
  throw new UsageError(
    teams.length === 0
      ? `You are in no team, so --team cannot be "${named}". Create a team on the site, at /me/teams.`
      : `You are in no team "${named}". Your teams: ${names}.`,
  );
}
