import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** A server of a test's own. */
export interface Api {
  readonly url: string;
  /** Id of its process. */
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * Starts the real server from its sources, on a free port, with a data folder of its own and without the demo. An empty
 * folder begins as a copy of one on which a server has started before, because a first start takes several times as long.
 */
export async function startApi(data: string): Promise<Api> {
  if (!existsSync(join(data, 'database'))) await cp(await startedFolder(), data, { recursive: true });
  return start(data);
}

/** Kept in the temporary folder, under a name of its own for each checkout, that changes with migrations and metrics. */
async function startedFolder(): Promise<string> {
  const hash = createHash('sha256').update(root);
  for (const folder of ['libs/db/src/migrations', 'libs/metrics/src/catalog'])
    for (const file of readdirSync(join(root, folder)).sort()) hash.update(readFileSync(join(root, folder, file)));
  const place = join(tmpdir(), `cellboard-started-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(place)) return place;
  const draft = `${place}.${randomUUID()}`;
  await (await start(draft)).stop();
  await rename(draft, place).catch(() => rm(draft, { recursive: true, force: true })); // another test was first
  return place;
}

async function start(data: string): Promise<Api> {
  const words = ['--import', './tools/register.mjs', '--conditions=@cellboard/source', 'apps/api/src/main.ts'];
  const env = {
    PATH: '/usr/bin:/bin',
    PORT: '0',
    CELLBOARD_DATA: data,
    CELLBOARD_DEMO: 'false',
    LOG_LEVEL: 'info',
  };
  const child = spawn(process.execPath, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const url = await address(child);
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}

/** Waits until the server says where it is. */
async function address(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (part: Buffer) => {
      said += part.toString();
      const found = /Cellboard is ready: (http:\/\/[^\s"]+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => {
      reject(new Error(`The server ended with ${String(code)} before it listened:\n${said}`));
    });
  });
}
