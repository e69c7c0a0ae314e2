import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../main.ts', import.meta.url));
const register = new URL('../../../../tools/register.mjs', import.meta.url).href;

/** How a program is started. */
interface Launch {
  /** The folder in which it is started. */
  readonly folder?: string;
  /** Options of Node before those that run it from its sources. */
  readonly flags?: readonly string[];
  /** Whether it has a terminal, which takes the program `script`. */
  readonly terminal?: boolean;
}

/** The program itself, in a process of its own. */
export class Program {
  output = '';
  private readonly process: ChildProcess;

  constructor(
    settings: Readonly<Record<string, string>>,
    { folder = tmpdir(), flags = [], terminal = false }: Launch = {},
  ) {
    const words = [process.execPath, ...flags, '--import', register, '--conditions=@cellboard/source', program];
    const env = { PATH: process.env['PATH'], PORT: '0', CELLBOARD_DEMO: 'false', THREADS: '1', ...settings };
    const [command = '', ...args] = terminal
      ? ['script', '--quiet', '--return', '--command', `exec ${words.join(' ')}`, '/dev/null']
      : words;
    this.process = spawn(command, args, { cwd: folder, env, stdio: [terminal ? 'pipe' : 'ignore', 'pipe', 'pipe'] });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', (text: Buffer) => (this.output += text.toString()));
    started.push(this);
  }

  /** Types something at its terminal. */
  type(text: string): void {
    this.process.stdin?.write(text);
  }

  /** Its address, once it listens. */
  async address(): Promise<string> {
    for (;;) {
      const address = /Cellboard is ready: (http:\/\/[^\s"]+)/.exec(this.output)?.[1];
      if (address !== undefined) return address;
      if (this.outcome !== null) throw new Error(`The program ended with ${this.outcome}:\n${this.output}`);
      await sleep(50);
    }
  }

  /** Its exit code, once it has ended; null where a signal ended it. */
  async ended(signal?: NodeJS.Signals): Promise<number | null> {
    if (this.outcome !== null) return this.process.exitCode;
    const exit = once(this.process, 'exit');
    if (signal) this.process.kill(signal);
    await exit;
    return this.process.exitCode;
  }

  /** How it ended; null while it runs. */
  private get outcome(): number | NodeJS.Signals | null {
    return this.process.exitCode ?? this.process.signalCode;
  }
}

const started: Program[] = [];

/** Ends what a test left running. */
export async function endPrograms(): Promise<void> {
  await Promise.all(started.splice(0).map((program) => program.ended('SIGKILL')));
}
