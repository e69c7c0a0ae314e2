import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** A server of a test's own. */
export interface Api {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the real server from its sources, on a free port, with a data folder of its own and without the demo. */
export async function startApi(data: string): Promise<Api> {
  const words = ['--import', './tools/register.mjs', '--conditions=@cellboard/source', 'apps/api/src/main.ts'];
  const env = { PATH: '/usr/bin:/bin', PORT: '0', CELLBOARD_DATA: data, CELLBOARD_DEMO: 'false', LOG_LEVEL: 'info' };
  const child = spawn(process.execPath, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const url = await address(child);
  return {
    url,
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
