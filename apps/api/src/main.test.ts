import { nodeProblem } from '@cellboard/server/node-floor';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { endPrograms, Program } from './testing/program.fixture.ts';
import { openRequest, type OpenRequest } from './testing/raw-request.fixture.ts';

/** A data folder on which a server has started before; a first start takes several times as long as others. */
let started: string;
beforeAll(async () => {
  started = await mkdtemp(join(tmpdir(), 'cellboard-started-'));
  const program = new Program({ CELLBOARD_DATA: started });
  await program.address();
  await program.ended('SIGTERM');
});
afterAll(() => rm(started, { recursive: true }));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-main-'));
});
afterEach(async () => {
  await endPrograms();
  await rm(folder, { recursive: true });
});

it('starts on an empty folder, says where in one line, ends on a signal, and starts again with what it had', async () => {
  const first = new Program({ CELLBOARD_DATA: folder });
  const address = await first.address();
  expect(first.output.split('\n').filter((line) => line.includes('is ready'))).toHaveLength(1);
  expect(first.output).toContain(join(folder, 'operator-token'));
  const token = (await readFile(join(folder, 'operator-token'), 'utf8')).trim();
  expect((await stat(join(folder, 'operator-token'))).mode & 0o777).toBe(0o600);
  expect((await fetch(`${address}/api/v1/health/ready`)).status).toBe(200);

  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({
    slug: 'kept',
    name: 'Kept',
    developer: 'Us',
    candidate: { slug: 'base', name: 'Base' },
  });
  expect((await fetch(`${address}/trpc/models.create`, { method: 'POST', headers, body })).status).toBe(200);
  expect(await first.ended('SIGTERM')).toBe(0);
  expect(first.output).not.toContain(token);
  expect(first.output).not.toMatch(/warning/i);
  // The port was any free one: the link for the first admin has it.
  expect(first.output).toContain(`http://localhost:${new URL(address).port}/verify#`);

  const second = new Program({ CELLBOARD_DATA: folder });
  expect(await (await fetch(`${await second.address()}/trpc/models.list?input=%7B%7D`)).json()).toMatchObject({
    result: { data: { items: expect.arrayContaining([expect.objectContaining({ slug: 'kept' })]) as unknown } },
  });
  expect(await second.ended('SIGINT')).toBe(0);
});

/** Starts a server on a folder on which one has started before. */
async function restarted(settings: Readonly<Record<string, string>> = {}): Promise<Program> {
  await cp(started, folder, { recursive: true });
  return new Program({ CELLBOARD_DATA: folder, ...settings });
}

/** Opens a call that makes a dataset. */
async function openCall(address: string): Promise<OpenRequest> {
  const token = (await readFile(join(folder, 'operator-token'), 'utf8')).trim();
  const body = JSON.stringify({ slug: 'late', name: 'Late', object: 'cell', licence: 'CC0-1.0' });
  const head = ['POST /trpc/datasets.create HTTP/1.1', `authorization: Bearer ${token}`];
  return openRequest(Number(new URL(address).port), [...head, 'content-type: application/json'], body);
}

it('answers an open request after SIGTERM, and refuses new ones meanwhile', async () => {
  const program = await restarted();
  const address = await program.address();
  const { answer, end } = await openCall(address);
  const ended = program.ended('SIGTERM');
  while (!program.output.includes('SIGTERM: stopping')) await sleep(20);
  const refused = await fetch(`${address}/api/v1/health/ready`);
  expect(await refused.json()).toMatchObject({ status: 503, code: 'SERVER_STOPPING' });
  end();
  expect(await answer).toMatch(/HTTP\/1\.1 200 OK\r\n[\s\S]*"slug":"late"/);
  expect(await ended).toBe(0);
});

it('does not wait for ever for a request that never ends', async () => {
  const program = await restarted();
  const { answer } = await openCall(await program.address());
  expect(await program.ended('SIGTERM')).toBe(1);
  expect(await answer).not.toContain('200 OK');
});

it('refuses a folder whose database another process has open', async () => {
  const first = await restarted();
  const address = await first.address();
  const second = new Program({ CELLBOARD_DATA: folder });
  expect(await second.ended()).toBe(1);
  expect(second.output).toContain('is in use by process');
  expect(second.output).not.toMatch(/\n {4}at /);
  expect((await fetch(`${address}/api/v1/health/ready`)).status).toBe(200);
});

it('refuses a port that is taken, and lets go of the database', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const program = await restarted({ PORT: String(port) });
  expect(await program.ended()).toBe(1);
  expect(program.output).toBe(
    `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1}.\n`,
  );
  other.close();
  await new Program({ CELLBOARD_DATA: folder }).address();
});

it('refuses a data folder that is none, and settings that are wrong', async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  const wrongFolder = new Program({ CELLBOARD_DATA: file });
  const wrongSettings = new Program({ CELLBOARD_DATA: folder, PORT: 'abc', THREADS: '-1' });
  expect(await Promise.all([wrongFolder.ended(), wrongSettings.ended()])).toEqual([1, 1]);
  expect(wrongFolder.output).toBe(
    `The data folder cannot be written at ${file}: a file is in the way. Fix that, or set CELLBOARD_DATA to another folder.\n`,
  );
  for (const name of ['PORT', 'THREADS']) expect(wrongSettings.output).toContain(`at ${name}`);
});

describe('settings in a file', () => {
  /** The options of Node with which npm starts the server. */
  const flags = async () => {
    const { scripts } = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8')) as {
      scripts: Record<string, string>;
    };
    return (scripts['start'] ?? '').split(' ').filter((word) => word.startsWith('--'));
  };

  it('named .env are read where npm starts the server, and those of the environment go before them', async () => {
    await writeFile(join(folder, '.env'), 'PORT=many\nMAX_UPLOAD_MIB=much\nTHREADS=\n');
    const program = new Program({ CELLBOARD_DATA: folder }, { folder, flags: await flags() });
    expect(await program.ended()).toBe(1);
    expect(program.output).toContain('at MAX_UPLOAD_MIB');
    expect(program.output).not.toContain('at PORT');
  });

  it('need not be there', async () => {
    await cp(started, folder, { recursive: true });
    await new Program({ CELLBOARD_DATA: folder }, { folder, flags: await flags() }).address();
  });
});

it('says at a terminal where it is and how the first admin makes an account, and ends with Ctrl-C', async () => {
  if (spawnSync('script', ['--version']).status !== 0) {
    console.warn('Skipped: there is no program "script" (package bsdutils) to make a terminal.');
    return;
  }
  await cp(started, join(folder, 'data'), { recursive: true });
  const program = new Program({ CELLBOARD_DATA: join(folder, 'data') }, { folder, terminal: true });
  const address = await program.address();
  const [ready, admin, ...others] = program.output.trim().split(/\r?\n/);
  expect([ready, others]).toEqual([`Cellboard is ready: ${address} · data ./data · Ctrl-C stops`, []]);
  expect(admin).toMatch(/^No admin has an account yet\. .*: http:\/\/localhost:[1-9]\d*\/verify#[A-Za-z0-9_-]{43}$/);
  program.type('\u0003');
  expect(await program.ended()).toBe(0);
});

const dist = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const oldNode = ['/usr/local/bin/node', '/usr/bin/node', '/bin/node'].filter(existsSync).find((file) => {
  const { stdout } = spawnSync(file, ['-p', 'process.versions.node'], { encoding: 'utf8' });
  return nodeProblem(stdout.trim(), '') !== undefined;
});

it('says in one sentence that a Node.js is too old', () => {
  if (oldNode === undefined || !existsSync(dist)) {
    const reason = oldNode === undefined ? 'no Node.js before 24.7 is installed' : 'the server has not been built';
    console.warn(`Skipped: ${reason}.`);
    return;
  }
  const { status, stderr } = spawnSync(oldNode, [dist], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([
    1,
    expect.stringMatching(
      /^Cellboard needs Node\.js 24\.7 or newer, and this is \d+\.\d+\.\d+\. Start it with "npm start".*\.\n$/,
    ),
  ]);
});
