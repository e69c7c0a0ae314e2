import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeProblem } from '@cellboard/imaging/node-floor';
import { ScoreSheet } from '@cellboard/evaluation';
import { labelFile } from './label-file.fixture.ts';
import { inTemporaryFolder, runNode } from './run-cli.fixture.ts';
import { version } from './version.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const bin = at('../bin/cellboard.js');
const built = existsSync(at('../dist/main.js'));
if (!built) console.warn('Skipped: the program has not been built ("npm run build"), so its door leads nowhere yet.');

/** A Node of the system that is too old for the program but can open its door. */
const oldNode = ['/usr/local/bin/node', '/usr/bin/node', '/bin/node'].filter(existsSync).find((file) => {
  const { stdout } = spawnSync(file, ['-p', 'process.versions.node'], { encoding: 'utf8' });
  const [major = 0, minor = 0] = stdout.split('.').map(Number);
  return major >= 18 && nodeProblem(`${String(major)}.${String(minor)}.0`, '') !== undefined;
});
if (oldNode === undefined) console.warn('Skipped: no Node.js from 18 to 24.6 is installed to hand over from.');

describe('the door of the program', () => {
  (built ? it : it.skip)('leads to the built program, with its threads', async () => {
    await inTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'masks'));
      for (const name of ['a', 'b', 'c'])
        await writeFile(join(folder, 'masks', `${name}.png`), await labelFile([[1, 0, 2]]));
      const words = [
        'evaluate',
        '--truth',
        join(folder, 'masks'),
        '--prediction',
        join(folder, 'masks'),
        '--threads',
        '2',
        '--json',
        '-',
      ];
      const run = await runNode(bin, ...words);
      expect(run).toMatchObject({ code: 0, stderr: '' });
      const sheet = ScoreSheet.parse(JSON.parse(run.stdout));
      expect(sheet).toMatchObject({
        cellboard: version,
        summary: { images: 3, mean: { mDice: 1 } },
        timing: { threads: 2 },
      });
    });
  });

  (built && oldNode !== undefined ? it : it.skip)('hands over from an old Node, with words and exit code', () => {
    const asked = spawnSync(String(oldNode), [bin, '--version'], { encoding: 'utf8' });
    expect(asked).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
    expect(spawnSync(String(oldNode), [bin, 'evaluate', '--metrics', 'a b'], { encoding: 'utf8' }).status).toBe(2);
  });

  (built && oldNode !== undefined ? it : it.skip)(
    'says in one sentence that the Node is too old where none came with it',
    () => {
      const run = spawnSync(String(oldNode), [at('../dist/main.js'), '--version'], { encoding: 'utf8' });
      expect(run).toMatchObject({ status: 1, stdout: '' });
      expect(run.stderr).toMatch(
        /^Cellboard needs Node\.js 24\.7 or newer, and this is \d+\.\d+\.\d+\. Install a newer Node\.js\.\n$/,
      );
    },
  );

  (built && oldNode !== undefined ? it : it.skip)('lets an interrupted program end in its own way', async () => {
    // The server never answers; once it is asked, the program runs, and Ctrl-C reaches both processes as from a terminal.
    const server = createServer(() => {
      process.kill(-Number(child.pid), 'SIGINT');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const words = [bin, 'predictions', 'add', '.', '--task', 'any', '--model', 'any', '--url', url, '--token', 'any'];
    const child = spawn(String(oldNode), words, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      told += part;
    });
    const [code] = (await once(child, 'close')) as [number | null];
    server.close();
    expect({ code, told }).toEqual({ code: 130, told: 'Interrupted. Run the same command again to resume.\n' });
  });
});
