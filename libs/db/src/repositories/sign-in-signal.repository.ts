import type { DeveloperId, LinkedAccount, SignInNetwork } from '@cellboard/contract';
import { raw, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';

/** From where somebody signed in. */
export interface SignInFrom {
  readonly network: string;
  /** Hash of the browser's cookie. */
  readonly browser: string;
}

const today = `(now() at time zone 'UTC')::date`;

/** Signals are kept, and looked at, for so many days. */
const kept = `${today} - 30`;

const dayOf = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;

/** Keeps from where accounts sign in, and finds those that have it in common. */
export class SignInSignalRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** Notes from where an account signed in today. */
  async note(developer: DeveloperId, { network, browser }: SignInFrom): Promise<void> {
    await this.em.execute(
      `insert into sign_in_signal (developer_id, kind, value, day)
       select ?::uuid, kind, value, ${today} from (values ('network', ?), ('browser', ?)) as signal (kind, value)
       on conflict do nothing`,
      [developer, network.slice(0, 64), browser],
    );
  }

  /** Networks that an account signed in from, the last used first. */
  networks(developer: DeveloperId): Promise<SignInNetwork[]> {
    return this.em.execute<SignInNetwork[]>(
      `select value as network, ${dayOf('max(day)')} as "lastDay" from sign_in_signal
        where developer_id = ? and kind = 'network' and day >= ${kept}
        group by value order by max(day) desc, value`,
      [developer],
    );
  }

  /**
   * Accounts that signed in with a browser of an account, or from its network on the same day: those that share most
   * first. Many people share a network, fewer a browser.
   */
  linked(developer: DeveloperId): Promise<LinkedAccount[]> {
    return this.em.execute<LinkedAccount[]>(
      `select d.handle, count(distinct other.value) filter (where other.kind = 'browser')::int as browsers,
              count(distinct other.day) filter (where other.kind = 'network')::int as "networkDays",
              ${dayOf('max(other.day)')} as "lastDay"
         from sign_in_signal mine
         join sign_in_signal other on other.kind = mine.kind and other.value = mine.value
              and other.developer_id <> mine.developer_id and (mine.kind = 'browser' or other.day = mine.day)
         join developer d on d.id = other.developer_id and d.handle is not null
        where mine.developer_id = ? and mine.day >= ${kept} and other.day >= ${kept}
        group by d.handle order by 2 desc, 3 desc, 1 limit 100`,
      [developer],
    );
  }

  /** How many other accounts signed in with a browser of each of some accounts; those without any are left out. */
  async browserMates(developers: readonly DeveloperId[]): Promise<ReadonlyMap<DeveloperId, number>> {
    if (developers.length === 0) return new Map();
    const rows = await this.em.execute<{ id: DeveloperId; mates: number }[]>(sql`
      select mine.developer_id as id, count(distinct other.developer_id)::int as mates
        from sign_in_signal mine
        join sign_in_signal other on other.kind = 'browser' and other.value = mine.value
             and other.developer_id <> mine.developer_id
       where mine.kind = 'browser' and mine.developer_id in (${developers})
         and mine.day >= ${raw(kept)} and other.day >= ${raw(kept)}
       group by mine.developer_id`);
    return new Map(rows.map(({ id, mates }) => [id, mates]));
  }

  /** Deletes what is older than 30 days. */
  async sweep(): Promise<void> {
    await this.em.execute(`delete from sign_in_signal where day < ${kept}`);
  }
}
