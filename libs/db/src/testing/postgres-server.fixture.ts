import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { accessSync, chownSync, constants, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { searchPath } from './env.ts';

/** A PostgreSQL server of this test run alone: in a temporary folder, on a free port, without a password. */
export interface PostgresServer {
  /** Folder of its databases; it can be copied once the server has stopped. */
  readonly data: string;
  /** Makes a database, filled from a dump if one is given, and answers its connection string. */
  createDatabase(name: string, dump?: string): string;
  /** The connection string of a database. */
  urlOf(name: string): string;
  /** Stops the server and keeps its folder. */
  halt(): Promise<void>;
  /** Stops the server and removes its folder. */
  stop(): Promise<void>;
}

/** The newest PostgreSQL server on this machine, by the folder of its programs. */
export function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = namesIn(debian).sort((a, b) => Number(b) - Number(a));
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...searchPath.split(delimiter)];
  return folders.find((folder) => isExecutable(join(folder, 'postgres')) && isExecutable(join(folder, 'initdb')));
}

/**
 * Starts a server. It ends with {@link PostgresServer.stop}, or with this process.
 *
 * @param template folder of databases to begin with a copy of, which takes less time than making them
 */
export async function startPostgres(bin: string, template?: string): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'cellboard-postgres-'));
  const prefix = asAnotherUser(folder);
  const data = join(folder, 'data');
  const port = await freePort();
  if (template === undefined) run([...prefix, join(bin, 'initdb'), '-D', data, ...initial]);
  else run(['cp', '-a', template, data]); // which keeps owner and rights
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'max_connections=200',
  ];
  const server = start([
    ...prefix,
    join(bin, 'postgres'),
    '-D',
    data,
    ...settings.flatMap((setting) => ['-c', setting]),
  ]);
  const client = [join(bin, 'psql'), '-h', '127.0.0.1', '-p', String(port), '-U', 'cellboard', '-At', '-q'];
  const psql = (database: string, sql: string) =>
    run([...client, '-v', 'ON_ERROR_STOP=1', '-d', database, '-f', '-'], sql);
  await answering(server, () => psql('postgres', 'select 1'));
  const urlOf = (name: string) => `postgresql://cellboard@127.0.0.1:${port}/${name}`;
  return {
    data,
    createDatabase: (name, dump = '') => {
      psql('postgres', `create database "${name}"`);
      psql(name, dump);
      return urlOf(name);
    },
    urlOf,
    halt: () => ended(server),
    stop: async () => {
      await ended(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** How a new folder of databases is made. */
const initial = ['-U', 'cellboard', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];

/** PostgreSQL refuses to run as root, so root hands it to a user without rights. */
function asAnotherUser(folder: string): string[] {
  if (process.getuid?.() !== 0) return [];
  const users = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => [line.split(':')[0], line.split(':')] as const),
  );
  const user = users.get('postgres') ?? users.get('nobody');
  if (!user) throw new Error('PostgreSQL cannot run as root, and there is neither a user "postgres" nor "nobody".');
  const [, , uid = '', gid = ''] = user;
  chownSync(folder, Number(uid), Number(gid));
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--pdeathsig', 'INT'];
}

function run([command = '', ...args]: string[], input = ''): string {
  return execFileSync(command, args, { encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'pipe'], cwd: tmpdir() });
}

function start([command = '', ...args]: string[]): ChildProcess {
  const server = spawn(command, args, { stdio: 'ignore', cwd: tmpdir() });
  process.once('exit', () => server.kill('SIGINT'));
  return server;
}

async function answering(server: ChildProcess, ask: () => unknown): Promise<void> {
  for (;;) {
    try {
      ask();
      return;
    } catch (error) {
      if (server.exitCode !== null)
        throw new Error(`The PostgreSQL server ended with code ${server.exitCode}.`, { cause: error });
      await sleep(50);
    }
  }
}

/** SIGINT is PostgreSQL's fast shutdown: it does not wait for open connections. */
async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const exit = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await exit;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
