import { PGlite } from '@electric-sql/pglite';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { env } from './env.ts';

const main = resolve(import.meta.dirname, '../../api/dist/main.js');
/** Far more than a start takes: how fast it is, is not the question here. */
const readyWithinMs = 500_000;

interface Status {
  readonly demo: { readonly state: string };
}

/** A fresh installation: the real server as a process of its own, its data in a folder that is removed at the end. */
export class Installation {
  readonly address: string;
  private readonly port: number;
  private readonly data: string;
  private server: ChildProcess | undefined;
  private output = '';

  private constructor(port: number, data: string) {
    this.port = port;
    this.data = data;
    this.address = `http://127.0.0.1:${String(port)}`;
  }

  /** Starts a server on a free port, with no data. */
  static async create(): Promise<Installation> {
    const installation = new Installation(await freePort(), await mkdtemp(join(tmpdir(), 'cellboard-e2e-')));
    await installation.start();
    return installation;
  }

  /** Starts the server and waits until it answers. */
  async start(): Promise<void> {
    this.output = '';
    const server = spawn(process.execPath, ['--enable-source-maps', main], {
      env: { ...env.inherited, PORT: String(this.port), CELLBOARD_DATA: this.data },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    server.stdout.on('data', (text: Buffer) => (this.output += text.toString()));
    server.stderr.on('data', (text: Buffer) => (this.output += text.toString()));
    this.server = server;
    await this.until(async () => (await fetch(`${this.address}/api/v1/health/live`)).ok);
  }

  /** Ends the server as an operator would. */
  async stop(): Promise<void> {
    const { server } = this;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
  }

  /** Makes the demo older by some days, all but one of its models; the server is restarted for it. */
  async ageDemo(days: number, exceptModel: string): Promise<void> {
    await this.stop();
    const database = await PGlite.create(join(this.data, 'database'));
    const age = `interval '${String(days)} days'`;
    // History cannot be rewritten, so its guards are off meanwhile.
    await database.exec(`
      alter table board_entry disable trigger user;
      alter table task_version disable trigger user;
      update task_version set published_at = published_at - ${age};
      update board_entry set since = since - ${age} where candidate_id not in
        (select c.id from candidate c join model m on m.id = c.model_id where m.slug = '${exceptModel}');
      alter table board_entry enable trigger user;
      alter table task_version enable trigger user`);
    await database.close();
    await this.start();
  }

  /**
   * Gives the task of the demo slugs that it had in earlier releases, each with the dataset that its board is about now;
   * the server is restarted for it.
   */
  async renameDemo(former: Readonly<Record<string, string | null>>): Promise<void> {
    await this.stop();
    const database = await PGlite.create(join(this.data, 'database'));
    for (const [slug, dataset] of Object.entries(former)) {
      await database.query(
        `insert into task_alias (slug, task_id, dataset_id)
         select $1, t.id, (select id from dataset where slug = $2) from task t where t.slug = 'demo'
         on conflict do nothing`,
        [slug, dataset],
      );
    }
    await database.close();
    await this.start();
  }

  /** Waits until the demo is prepared and evaluated. */
  async demoReady(): Promise<void> {
    await this.until(async () => (await this.status()).demo.state === 'ready');
  }

  /** What the operator’s programs show; the first start puts it into the data folder. */
  async operatorToken(): Promise<string> {
    return (await readFile(join(this.data, 'operator-token'), 'utf8')).trim();
  }

  /** The link in the newest message to an address, as the server writes it without a mail server. */
  async linkTo(email: string): Promise<string> {
    const folder = join(this.data, 'mail');
    let link: string | undefined;
    await this.until(async () => {
      const names = (await readdir(folder)).sort();
      const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
      link = /https?:[^\s]+#\S+/.exec(texts.findLast((text) => text.startsWith(`To: ${email}\n`)) ?? '')?.[0];
      return link !== undefined;
    });
    const { pathname, hash } = new URL(link ?? '');
    return this.address + pathname + hash;
  }

  /** Ends the server and removes its data. */
  async remove(): Promise<void> {
    await this.stop();
    await rm(this.data, { recursive: true, force: true });
  }

  private async status(): Promise<Status> {
    const response = await fetch(`${this.address}/trpc/system.status`);
    const { result } = (await response.json()) as { result: { data: Status } };
    return result.data;
  }

  private async until(condition: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + readyWithinMs;
    while (!(await condition().catch(() => false))) {
      if (this.server?.exitCode != null) throw new Error(`The server ended by itself. It said:\n${this.output}`);
      if (Date.now() > deadline) throw new Error(`The server was not ready in time. It said:\n${this.output}`);
      await wait(250);
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
