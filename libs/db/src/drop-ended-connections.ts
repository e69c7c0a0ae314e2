/** The part of a connection of `pg` that is needed here. */
interface Connection {
  release(isBroken: boolean): void;
  once(event: 'end', listener: () => void): unknown;
}

/** The part of a pool of `pg` that is needed here. */
export interface ConnectionPool {
  on(event: 'acquire' | 'connect', listener: (connection: Connection) => void): unknown;
  on(event: 'release', listener: (error: unknown, connection: Connection) => void): unknown;
}

/**
 * Takes a connection out of its pool once the server has ended it, also where a transaction has it. Kysely gives a
 * connection back only after `commit` or `rollback` has worked, which on one that has ended they never do: after ten such
 * transactions nothing would get a connection any more, and closing the pool would wait for ever.
 */
export function dropEndedConnections(pool: ConnectionPool): void {
  const inUse = new Set<Connection>();
  pool.on('acquire', (connection) => inUse.add(connection));
  pool.on('release', (_, connection) => inUse.delete(connection));
  pool.on('connect', (connection) =>
    connection.once('end', () => {
      if (!inUse.has(connection)) return;
      connection.release(true);
      // Its user may still give it back.
      connection.release = () => undefined;
    }),
  );
}
