import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** What a database of tests holds at the beginning, beside its empty tables. It is made once and copied. */
export interface Prepared {
  /** Changes with what is made, so that nothing out of date is copied. */
  readonly key: string;
  prepare(database: Pick<TestDatabase, 'kind' | 'orm'>): Promise<void>;
}

/** Starting a server or an embedded database takes seconds on a busy machine. */
const PATIENCE_MS = 120_000;

/**
 * Runs the same tests on the embedded database and on PostgreSQL. Where no PostgreSQL is found its half is left out
 * with a printed reason, but in CI it fails.
 */
export function describeDatabases(tests: (database: TestDatabase) => void, prepared?: Prepared): void {
  describeEmbedded(tests, prepared);
  describeOnPostgres('on PostgreSQL', (bin) => {
    around(new ServerDatabase(bin, prepared), tests);
  });
}

/** Runs tests that have little to do with the database on the embedded one alone. */
export function describeEmbedded(tests: (database: TestDatabase) => void, prepared?: Prepared): void {
  describe('on the embedded database', () => {
    around(new EmbeddedDatabase(prepared), tests);
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
  private readonly prepared: Prepared | undefined;
  private folder = '';

  constructor(prepared: Prepared | undefined) {
    super();
    this.prepared = prepared;
  }

  async start(): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), 'cellboard-pglite-'));
    const dataDir = join(this.folder, 'database');
    await cp(await embeddedTemplate(this.prepared), dataDir, { recursive: true });
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
  private readonly prepared: Prepared | undefined;
  private server: PostgresServer | undefined;

  constructor(bin: string, prepared: Prepared | undefined) {
    super();
    this.bin = bin;
    this.prepared = prepared;
  }

  async start(): Promise<void> {
    this.server = await startPostgres(this.bin, await serverTemplate(this.bin, this.prepared));
    await this.open({ kind: 'postgresql', url: this.server.urlOf(DATABASE) });
  }

  async stop(): Promise<void> {
    await this.close();
    await this.server?.stop();
  }
}

/** Name of the database on a server. */
const DATABASE = 'cellboard';

/** An embedded database to copy from. */
function embeddedTemplate(prepared: Prepared | undefined): Promise<string> {
  return template('pglite', prepared, async (draft) => {
    await fill({ kind: 'pglite', dataDir: draft }, prepared);
  });
}

/** Databases of a PostgreSQL server to copy from. */
function serverTemplate(bin: string, prepared: Prepared | undefined): Promise<string> {
  return template(`postgres-${hashOf(bin)}`, prepared, async (draft) => {
    const server = await startPostgres(bin);
    try {
      await fill({ kind: 'postgresql', url: server.createDatabase(DATABASE) }, prepared);
      await server.halt();
      await rename(server.data, draft);
    } finally {
      await server.stop();
    }
  });
}

/** Migrates a new database, and prepares it. */
async function fill(location: DatabaseLocation, prepared: Prepared | undefined): Promise<void> {
  const orm = await openDatabase(location);
  try {
    await prepared?.prepare({ kind: location.kind, orm });
  } finally {
    await orm.close();
  }
}

/**
 * Something to copy from: making it takes seconds, copying it does not. It is kept in the temporary folder under a
 * name that changes with the migrations and with what is prepared.
 *
 * @param make makes it at the path that it is given
 */
async function template(
  what: string,
  prepared: Prepared | undefined,
  make: (draft: string) => Promise<void>,
): Promise<string> {
  const folder = new URL('../migrations/', import.meta.url);
  const migrations = readdirSync(folder)
    .sort()
    .map((file) => readFileSync(new URL(file, folder), 'utf8'));
  const place = join(tmpdir(), `cellboard-template-${what}-${hashOf(...migrations, prepared?.key ?? '')}`);
  return madeOnce(place, make);
}

/** Others that make the same thing are waited for this long; then one of them was killed. */
const MAKING_MS = 90_000;

/**
 * Makes something that several processes of a test run need, once. Suites begin at the same time, and each would take
 * both cores for seconds.
 *
 * @param make makes it at the path that it is given
 * @returns the place
 */
async function madeOnce(place: string, make: (draft: string) => Promise<void>): Promise<string> {
  const claim = `${place}.claim`;
  const until = Date.now() + MAKING_MS;
  while (!existsSync(place)) {
    const isMine = await mkdir(claim).then(
      () => true,
      () => false,
    );
    if (!isMine && Date.now() < until) {
      await sleep(100);
      continue;
    }
    const draft = `${place}.${randomUUID()}`;
    try {
      await make(draft);
      await rename(draft, place).catch(() => rm(draft, { recursive: true, force: true })); // another test was first
    } finally {
      await rm(claim, { recursive: true, force: true });
    }
  }
  return place;
}

function hashOf(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex').slice(0, 16);
}
