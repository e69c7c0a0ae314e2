import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
  return major >= 18 && (major < 22 || (major === 22 && minor < 18));
});
if (oldNode === undefined) console.warn('Skipped: no Node.js from 18 to 22.17 is installed to hand over from.');

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
});
