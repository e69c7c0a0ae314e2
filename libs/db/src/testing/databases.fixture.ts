import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type DatabaseKind, type DatabaseLocation, type Orm } from '../open-database.ts';
import { isCI } from './env.ts';
import { findPostgres, startPostgres, type PostgresServer } from './postgres-server.fixture.ts';

/** An empty database of its own for the tests of one `describe`. */
export interface TestDatabase {
  readonly kind: DatabaseKind;
  /** Where it lies; known once the tests run. */
  readonly location: DatabaseLocation;
  /** Opened before the tests and closed after them. */
  readonly orm: Orm;
  /** Empties every table of the entities, the append-only ones too. */
  clear(): Promise<void>;
}

/** Starting a server or an embedded database takes seconds on a busy machine. */
const PATIENCE_MS = 120_000;

/**
 * Runs the same tests on the embedded database and on PostgreSQL. Where no PostgreSQL is found its half is left out
 * with a printed reason, but in CI it fails.
 */
export function describeDatabases(tests: (database: TestDatabase) => void): void {
  describeEmbedded(tests);
  describeOnPostgres('on PostgreSQL', (bin) => {
    around(new ServerDatabase(bin), tests);
  });
}

/** Runs tests that have little to do with the database on the embedded one alone. */
export function describeEmbedded(tests: (database: TestDatabase) => void): void {
  describe('on the embedded database', () => {
    around(new EmbeddedDatabase(), tests);
  });
}

/**
 * Tests that need a PostgreSQL server and start it themselves. Where none is found they are left out with a printed
 * reason, but in CI they fail.
 */
export function describeOnPostgres(name: string, tests: (bin: string) => void): void {
  const bin = findPostgres();
  if (bin === undefined) {
    reportMissingPostgres();
    return;
  }
  describe(name, () => {
    tests(bin);
  });
}

function reportMissingPostgres(): void {
  const reason =
    'No PostgreSQL server was found in /usr/lib/postgresql or on the PATH. Install the package "postgresql".';
  if (isCI) {
    it('finds a PostgreSQL server', () => {
      throw new Error(reason);
    });
    return;
  }
  console.warn(`The tests on PostgreSQL are left out. ${reason}`);
}

/** Hooks run in the order in which they stand: what the tests open is closed before the database is. */
function around(database: EmbeddedDatabase | ServerDatabase, tests: (database: TestDatabase) => void): void {
  beforeAll(() => database.start(), PATIENCE_MS);
  tests(database);
  afterAll(() => database.stop(), PATIENCE_MS);
}

/** What both kinds have in common. */
abstract class OpenedDatabase implements TestDatabase {
  abstract readonly kind: DatabaseKind;
  private opened: { location: DatabaseLocation; orm: Orm } | undefined;

  get location(): DatabaseLocation {
    return this.whenOpen().location;
  }

  get orm(): Orm {
    return this.whenOpen().orm;
  }

  async clear(): Promise<void> {
    const tables = [...this.orm.em.getMetadata().getAll().values()].map(({ tableName }) => `"${tableName}"`);
    await this.orm.em.fork().transactional(async (em) => {
      await em.execute('set local session_replication_role = replica'); // without triggers
      await em.execute(`truncate ${tables.join(', ')} restart identity cascade`);
    });
  }

  protected async open(location: DatabaseLocation): Promise<void> {
    this.opened = { location, orm: await openDatabase(location) };
  }

  protected async close(): Promise<void> {
    await this.opened?.orm.close();
  }

  private whenOpen(): { location: DatabaseLocation; orm: Orm } {
    if (!this.opened) throw new Error('The test database is only open while tests run.');
    return this.opened;
  }
}

class EmbeddedDatabase extends OpenedDatabase {
  readonly kind = 'pglite';
  private folder = '';

  async start(): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), 'cellboard-pglite-'));
    const dataDir = join(this.folder, 'database');
    await cp(await template(), dataDir, { recursive: true });
    await this.open({ kind: 'pglite', dataDir });
  }

  async stop(): Promise<void> {
    await this.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

class ServerDatabase extends OpenedDatabase {
  readonly kind = 'postgresql';
  private readonly bin: string;
  private server: PostgresServer | undefined;

  constructor(bin: string) {
    super();
    this.bin = bin;
  }

  async start(): Promise<void> {
    this.server = await startPostgres(this.bin);
    await this.open({ kind: 'postgresql', url: this.server.createDatabase('cellboard') });
  }

  async stop(): Promise<void> {
    await this.close();
    await this.server?.stop();
  }
}

/**
 * A migrated embedded database to copy from: making one takes seconds, copying it does not. It is kept in the
 * temporary folder under a name that changes with the migrations.
 */
async function template(): Promise<string> {
  const folder = new URL('../migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).sort()) hash.update(readFileSync(new URL(file, folder)));
  const place = join(tmpdir(), `cellboard-pglite-template-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(place)) return place;
  const draft = `${place}.${randomUUID()}`;
  await (await openDatabase({ kind: 'pglite', dataDir: draft })).close();
  await rename(draft, place).catch(() => rm(draft, { recursive: true, force: true })); // another test was first
  return place;
}
