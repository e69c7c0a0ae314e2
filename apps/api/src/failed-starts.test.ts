import { openDatabase } from '@cellboard/db';
import { describeOnPostgres, startPostgres, type PostgresServer } from '@cellboard/db/testing';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, open, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fill, grow, onDisk } from './testing/disk.fixture.ts';
import { endPrograms, Program } from './testing/program.fixture.ts';

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-failed-'));
  await mkdir(at('sound'));
  await (await openDatabase({ kind: 'pglite', dataDir: at('sound', 'database') })).close();
});
afterEach(endPrograms);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A start with these settings must fail with exit code 1; answers what it said, which holds no stack. */
async function failed(settings: Record<string, string>): Promise<string> {
  const program = new Program({ CELLBOARD_DATA: at('data'), ...settings });
  expect(await program.ended()).toBe(1);
  expect(program.output).not.toMatch(/\n\s+at |This may be a bug/);
  return program.output;
}

/** A data folder of its own with a sound database. */
async function copyOfSound(name: string): Promise<string> {
  await cp(at('sound'), at(name), { recursive: true });
  return at(name);
}

async function scribble(file: string): Promise<void> {
  const { size } = await stat(file);
  const handle = await open(file, 'r+');
  await handle.write(randomBytes(Math.min(size, 32_768)), 0);
  await handle.close();
}

/** The largest files of the database's tables, which hold its catalogue. */
async function tableFiles(database: string): Promise<string[]> {
  const entries = await readdir(join(database, 'base'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sized = await Promise.all(files.map(async (file) => ({ file, size: (await stat(file)).size })));
  return sized
    .sort((a, b) => b.size - a.size)
    .slice(0, 120)
    .map(({ file }) => file);
}

describe('an embedded database that is damaged', () => {
  const damage: Record<string, (database: string) => Promise<unknown>> = {
    'a control file that is cut off': (database) => truncate(join(database, 'global', 'pg_control'), 100),
    'a log that holds something else': async (database) => {
      const [log = ''] = (await readdir(join(database, 'pg_wal'))).filter((name) => /^0/.test(name));
      await scribble(join(database, 'pg_wal', log));
    },
    'tables that hold something else': async (database) => {
      await Promise.all((await tableFiles(database)).map(scribble));
    },
  };

  it.each(Object.keys(damage))('is named, with what to do: %s', async (what) => {
    const data = await copyOfSound(what.replaceAll(' ', '-'));
    await damage[what]?.(join(data, 'database'));
    expect(await failed({ CELLBOARD_DATA: data })).toBe(
      `The database in ${join(data, 'database')} is damaged and cannot be opened. ` +
        'Restore the data folder from a backup, or move it away to start with an empty one.\n',
    );
  });

  it('is not replaced by an empty one where its version file is missing', async () => {
    const data = await copyOfSound('no-version');
    await rm(join(data, 'database', 'PG_VERSION'));
    expect(await failed({ CELLBOARD_DATA: data })).toMatch(
      /holds files but no database: PG_VERSION is missing\. Restore/,
    );
    expect(existsSync(join(data, 'database', 'global', 'pg_control'))).toBe(true);
  });
});

describe('a data folder', () => {
  it('with a lock file that nobody can read is left alone', async () => {
    const data = await copyOfSound('junk-lock');
    await writeFile(join(data, 'database.lock'), 'junk');
    expect(await failed({ CELLBOARD_DATA: data })).toMatch(
      /^The lock file .*database\.lock cannot be read, .* delete the file/,
    );
  });

  it('with an operator token that can be guessed is refused', async () => {
    await mkdir(at('short-token'));
    await writeFile(at('short-token', 'operator-token'), 'short\n');
    expect(await failed({ CELLBOARD_DATA: at('short-token') })).toMatch(
      /^The operator token in .* has 5 characters, but it needs at least 32\. Delete the file/,
    );
  });

  it('where nobody can make one is refused at once', async () => {
    if (!existsSync('/proc/self')) {
      console.warn('Skipped: this system has no /proc, in which no folder can be made.');
      return;
    }
    expect(await failed({ CELLBOARD_DATA: '/proc/cellboard/data' })).toBe(
      'The data folder cannot be written at /proc/cellboard: no folder can be made there. Fix that, or set CELLBOARD_DATA to another folder.\n',
    );
  });

  it.each(['', 'deep/er'])('on a disk that is read-only is refused: %j', async (below) => {
    await onDisk(['size=1m', 'ro'], async (disk) => {
      const data = join(disk, below);
      expect(await failed({ CELLBOARD_DATA: data })).toMatch(
        /^The data folder cannot be written at .*: it is read-only\. Fix that, or set CELLBOARD_DATA/,
      );
    });
  });

  it('on a disk that is full is refused', async () => {
    await onDisk(['size=64k'], async (disk) => {
      await fill(join(disk, 'filling'));
      expect(await failed({ CELLBOARD_DATA: join(disk, 'data') })).toMatch(
        /^The data folder cannot be written.*: the disk is full\. Fix that/,
      );
    });
  });

  it('on a disk without room for a database is refused, and starts once there is space', async () => {
    await onDisk(['size=8m'], async (disk) => {
      expect(await failed({ CELLBOARD_DATA: join(disk, 'data') })).toMatch(
        /^The disk is full: the database in .* cannot be opened with less than 16 MiB of free space\. Free some/,
      );
      grow(disk, '400m');
      await new Program({ CELLBOARD_DATA: join(disk, 'data') }).address();
      await endPrograms();
    });
  });
});

describe('a PostgreSQL server that cannot be used', () => {
  it.each([
    [
      'postgresql://cellboard:word@127.0.0.1:1/cellboard',
      /^No PostgreSQL server answers at 127\.0\.0\.1:1\. Start it, or correct DATABASE_URL\.\n$/,
    ],
    ['postgresql://cellboard:word@localhost:1/cellboard', /^No PostgreSQL server answers at .+:1\. Start it/],
    [
      'postgresql://cellboard:word@no-such-machine.invalid/cellboard',
      /(?:There is no machine|The address of) no-such-machine\.invalid/,
    ],
  ])('is named: %s', async (url, words) => {
    const said = await failed({ DATABASE_URL: url });
    expect(said).toMatch(words);
    expect(said).not.toContain('word');
  });
});

describeOnPostgres('a PostgreSQL server that refuses', (bin) => {
  let postgres: PostgresServer;
  let url: URL;
  const sql = async (...commands: string[]) => {
    const orm = await openDatabase({ kind: 'postgresql', url: url.href });
    const rows: unknown[] = [];
    for (const command of commands) rows.push(await orm.em.fork().execute(command));
    await orm.close();
    return rows;
  };
  const as = (change: (url: URL) => void) => {
    const changed = new URL(url);
    change(changed);
    return changed.href;
  };

  beforeAll(async () => {
    postgres = await startPostgres(bin);
    url = new URL(postgres.createDatabase('cellboard'));
    const rules = ['host all guest 127.0.0.1/32 scram-sha-256', 'host all all 127.0.0.1/32 trust'];
    const [[{ hba_file: hba }]] = (await sql('show hba_file')) as [[{ hba_file: string }]];
    await sql(
      `create role guest login password 'right'`,
      `create database others`,
      `copy (values ${rules.map((rule) => `('${rule}')`).join(', ')}) to '${hba}'`,
      'select pg_reload_conf()',
    );
  });
  afterAll(() => postgres.stop());

  it('a password that is wrong, and one that is missing', async () => {
    const wrong = as((to) => {
      [to.username, to.password] = ['guest', 'wrong'];
    });
    expect(await failed({ DATABASE_URL: wrong })).toBe(
      'The PostgreSQL server does not take this password. Correct DATABASE_URL.\n',
    );
    const missing = as((to) => {
      to.username = 'guest';
    });
    expect(await failed({ DATABASE_URL: missing })).toMatch(
      /^The PostgreSQL server asks for a password\. Add it to DATABASE_URL/,
    );
  });

  it('a database that does not exist, which is not made', async () => {
    const nowhere = as((to) => {
      to.pathname = '/nowhere';
    });
    expect(await failed({ DATABASE_URL: nowhere })).toBe(
      'The PostgreSQL server has no such database. Create it, or correct DATABASE_URL.\n',
    );
    expect(await sql(`select 1 from pg_database where datname = 'nowhere'`)).toEqual([[]]);
  });

  it('tables in the database of somebody else', async () => {
    const others = as((to) => {
      [to.username, to.password, to.pathname] = ['guest', 'right', '/others'];
    });
    expect(await failed({ DATABASE_URL: others })).toMatch(
      /^The user of DATABASE_URL may not make tables in that database\./,
    );
  });
});
