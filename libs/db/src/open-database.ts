import { Migrator } from '@mikro-orm/migrations';
import type { AbstractSqlDriver, EntityManager, MikroORM } from '@mikro-orm/sql';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DatabaseUnusableError } from './database-unusable-error.ts';
import { dropEndedConnections } from './drop-ended-connections.ts';
import { embeddedFailure } from './embedded-failure.ts';
import { entities } from './entities/entities.ts';
import { FolderLock } from './folder-lock.ts';
import { migrations } from './migrations/migrations.ts';

/** Where the data lies: embedded in a folder of this process, or in a PostgreSQL server that many processes share. */
export type DatabaseLocation =
  { readonly kind: 'pglite'; readonly dataDir: string } | { readonly kind: 'postgresql'; readonly url: string };

export type DatabaseKind = DatabaseLocation['kind'];

/** The open database. `em` is its global entity manager: fork it, or work inside a request context. */
export type Orm = Pick<
  MikroORM<AbstractSqlDriver, EntityManager>,
  'em' | 'config' | 'schema' | 'migrator' | 'isConnected' | 'checkConnection' | 'close'
>;

/** Chosen once and for all: every process that migrates takes this advisory lock first. */
const MIGRATION_LOCK = 4_121_970_001;

/** A server that does not answer within this time counts as away, so that a request is refused instead of waiting for ever. */
const CONNECT_WITHIN_MS = 5000;

const settings = {
  entities,
  extensions: [Migrator],
  // A migration makes it; the database keeps its text in words of its own, so the two cannot be compared.
  schemaGenerator: { skipViews: ['broken_invariant'] },
  migrations: { migrationsList: migrations, snapshot: false, silent: true, transactional: true, allOrNothing: true },
};

/**
 * Opens the database and brings its tables up to date. Close it by `orm.close()`.
 *
 * @throws FolderInUseError if another process has the embedded database open
 * @throws DatabaseUnusableError if it is damaged, its disk is full, or a newer version of the software migrated it
 */
export async function openDatabase(location: DatabaseLocation): Promise<Orm> {
  return location.kind === 'pglite' ? openEmbedded(resolve(location.dataDir)) : openServer(location.url);
}

/** Whether the database is embedded in this process or a server. */
export function databaseKind(orm: { readonly config: { getDriver(): object } }): DatabaseKind {
  return orm.config.getDriver().constructor.name.startsWith('Pglite') ? 'pglite' : 'postgresql';
}

async function openEmbedded(dataDir: string): Promise<Orm> {
  await mkdir(dirname(dataDir), { recursive: true });
  const lock = FolderLock.take(dataDir);
  try {
    await prepareFolder(dataDir);
    const { MikroORM } = await import('@mikro-orm/pglite');
    const orm: Orm = await MikroORM.init({ ...settings, dbName: dataDir });
    return releasingAfterClose(await migratedOrClosed(orm, migrate), lock);
  } catch (error) {
    lock.release();
    throw await embeddedFailure(error, dataDir);
  }
}

async function migratedOrClosed(orm: Orm, bringUpToDate: (orm: Orm) => Promise<void>): Promise<Orm> {
  try {
    await bringUpToDate(orm);
    return orm;
  } catch (error) {
    await orm.close();
    throw error;
  }
}

/** The lock must outlive the connection, no matter what closes it: Nest, a test or the end of the process. */
function releasingAfterClose(orm: Orm, lock: FolderLock): Orm {
  const close = orm.close.bind(orm);
  orm.close = async (force) => {
    await close(force);
    lock.release();
  };
  return orm;
}

/** A new database is made beside its place and moved there whole: one killed while it is made would never open again. */
async function prepareFolder(dataDir: string): Promise<void> {
  if (await exists(join(dataDir, 'PG_VERSION'))) return;
  const strangers = await readdir(dataDir).catch(() => []);
  if (strangers.length > 0) {
    throw new DatabaseUnusableError(
      `The folder ${dataDir} holds files but no database: PG_VERSION is missing. Restore the data folder from a backup, or move it away to start with an empty one.`,
    );
  }
  const { PGlite } = await import('@electric-sql/pglite');
  const draft = `${dataDir}.new`;
  await rm(draft, { recursive: true, force: true });
  try {
    await (await PGlite.create(draft)).close();
    await rename(draft, dataDir);
  } catch (error) {
    const failure = await embeddedFailure(error, dataDir);
    await rm(draft, { recursive: true, force: true });
    throw failure;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function openServer(url: string): Promise<Orm> {
  const { MikroORM } = await import('@mikro-orm/postgresql');
  const driverOptions = {
    ...{ connectionTimeoutMillis: CONNECT_WITHIN_MS, keepAlive: true },
    onPoolCreated: dropEndedConnections,
  };
  // A database that is not there is a mistake in its address: one that is made silently would be empty.
  const server = { clientUrl: url, ensureDatabase: false, pool: { max: 10 }, driverOptions };
  const orm: Orm = await MikroORM.init({ ...settings, ...server });
  return migratedOrClosed(orm, migrateAlone);
}

/** The lock lives in a transaction of its own; the migrations run on another connection meanwhile. */
function migrateAlone(orm: Orm): Promise<void> {
  return orm.em.fork().transactional(async (em) => {
    await em.execute('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK]);
    await migrate(orm);
  });
}

async function migrate(orm: Orm): Promise<void> {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = (await orm.migrator.getExecuted()).filter(({ name }) => !known.has(name));
  if (unknown[0]) {
    throw new DatabaseUnusableError(
      `The database holds the migration ${unknown[0].name}, which this version of Cellboard does not know. Start the newer version that made it.`,
    );
  }
  await orm.migrator.up();
}
