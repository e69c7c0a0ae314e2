import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from './open-database.ts';
import { DatabaseUnusableError } from './database-unusable-error.ts';
import { FolderInUseError, FolderLock } from './folder-lock.ts';

const program = fileURLToPath(new URL('./testing/open-and-wait.fixture.ts', import.meta.url));
const PATIENCE_MS = 240_000;

let folder: string;
let dataDir: string;
let children: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-lock-'));
  dataDir = join(folder, 'database');
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map((child) => end(child, 'SIGKILL')));
  await rm(folder, { recursive: true });
});

/** Starts a process that opens the folder and answers what it says first: `open`, or why it could not. */
async function openElsewhere(rows = 0): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, ['--conditions=@cellboard/source', program, dataDir, String(rows)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const said = await new Promise<string>((resolve) =>
    child.stdout.once('data', (bytes: Buffer) => {
      resolve(bytes.toString().trim());
    }),
  );
  return { child, said };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}

const lock = (facts: object) => {
  writeFileSync(
    `${dataDir}.lock`,
    JSON.stringify({ ...(JSON.parse(readFileSync(`${dataDir}.lock`, 'utf8')) as object), ...facts }),
  );
};

it(
  'refuses a second process with a sentence that names the first and the folder, and harms nothing',
  async () => {
    const { child, said } = await openElsewhere(20);
    expect(said).toBe('open');

    const refusal = openDatabase({ kind: 'pglite', dataDir });
    await expect(refusal).rejects.toThrow(FolderInUseError);
    await expect(refusal).rejects.toThrow(`The data folder ${dataDir} is in use by process ${child.pid ?? 0} since `);

    await end(child, 'SIGTERM');
    const orm = await openDatabase({ kind: 'pglite', dataDir });
    expect(await orm.em.fork().execute('select count(*)::int as count from developer')).toEqual([{ count: 20 }]);
    await orm.close();
  },
  PATIENCE_MS,
);

it(
  'takes over from a killed process, which loses nothing that it wrote',
  async () => {
    const { child } = await openElsewhere(20);
    await end(child, 'SIGKILL');
    expect(existsSync(`${dataDir}.lock`)).toBe(true);

    const orm = await openDatabase({ kind: 'pglite', dataDir });
    expect(await orm.em.fork().execute('select count(*)::int as count from developer')).toEqual([{ count: 20 }]);
    await orm.close();
    expect(await readdir(folder)).toEqual(['database']);
  },
  PATIENCE_MS,
);

it(
  'lets exactly one of many take over from a killed process',
  async () => {
    const { child } = await openElsewhere();
    await end(child, 'SIGKILL');
    const answers = await Promise.all(Array.from({ length: 4 }, () => openElsewhere()));
    expect(answers.filter(({ said }) => said === 'open')).toHaveLength(1);
    expect(answers.filter(({ said }) => said.startsWith('FolderInUseError'))).toHaveLength(3);
  },
  PATIENCE_MS,
);

it(
  'makes a database anew that was killed while it was made',
  async () => {
    writeFileSync(`${dataDir}.new`, 'half of a database');

    const orm = await openDatabase({ kind: 'pglite', dataDir });
    await orm.close();
    expect(await readdir(folder)).toEqual(['database']);
  },
  PATIENCE_MS,
);

it('gives the folder free when it is closed, and only its own lock', () => {
  const first = FolderLock.take(dataDir);
  first.release();
  const second = FolderLock.take(dataDir);
  first.release();
  expect(() => FolderLock.take(dataDir)).toThrow(FolderInUseError);
  second.release();
  expect(existsSync(`${dataDir}.lock`)).toBe(false);
});

it('does not mistake a process that was given the number of a dead one for it', () => {
  const first = FolderLock.take(dataDir);
  lock({ processStart: '1' });
  const second = FolderLock.take(dataDir);
  second.release();
  first.release();
});

it('cannot see whether a process of another machine lives, and says what to do', () => {
  const first = FolderLock.take(dataDir);
  lock({ host: 'elsewhere', pid: 4_000_000 });
  expect(() => FolderLock.take(dataDir)).toThrow(`on elsewhere since`);
  expect(() => FolderLock.take(dataDir)).toThrow(
    `If nothing runs there any more, delete ${dataDir}.lock and start again.`,
  );
  first.release();
});

it.each(['', 'junk', '{}', '[1]', 'null', '{"pid":"1","host":"x","token":"y"}'])(
  'says which file it cannot understand: %j',
  (text) => {
    writeFileSync(`${dataDir}.lock`, text);
    const take = () => FolderLock.take(dataDir);
    expect(take).toThrow(DatabaseUnusableError);
    expect(take).toThrow(
      `The lock file ${dataDir}.lock cannot be read, so it cannot be checked whether another process uses the database. If none does, delete the file and start again.`,
    );
  },
);
