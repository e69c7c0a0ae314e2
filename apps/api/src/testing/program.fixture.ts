import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('../../../../', import.meta.url));

/** The program itself, in a process of its own. */
export class Program {
  output = '';
  private readonly process: ChildProcess;

  constructor(settings: Readonly<Record<string, string>>) {
    const source = ['--import', './tools/register.mjs', '--conditions=@cellboard/source', 'apps/api/src/main.ts'];
    const env = { PATH: process.env['PATH'], PORT: '0', CELLBOARD_DEMO: 'false', THREADS: '1', ...settings };
    this.process = spawn(process.execPath, source, { cwd: workspace, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', (text: Buffer) => (this.output += text.toString()));
    started.push(this);
  }

  /** Its address, once it listens. */
  async address(): Promise<string> {
    for (;;) {
      const address = /Cellboard is ready: (http:\/\/[^\s"]+)/.exec(this.output)?.[1];
      if (address !== undefined) return address;
      if (this.process.exitCode !== null)
        throw new Error(`The program ended with ${this.process.exitCode}:\n${this.output}`);
      await sleep(50);
    }
  }

  /** Its exit code, once it has ended. */
  async ended(signal?: NodeJS.Signals): Promise<number | null> {
    if (this.process.exitCode !== null) return this.process.exitCode;
    const exit = once(this.process, 'exit');
    if (signal) this.process.kill(signal);
    await exit;
    return this.process.exitCode;
  }
}

const started: Program[] = [];

/** Ends what a test left running. */
export async function endPrograms(): Promise<void> {
  await Promise.all(started.splice(0).map((program) => program.ended('SIGKILL')));
}
