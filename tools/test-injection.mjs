/**
 * Puts injections of SQL, HTML, addresses and paths into every input of every procedure and route, and sends every change
 * as a page of another site would. Run by hand it sends more than in CI, and the lists of ../shared/data where they are.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { jestWords } from './jest-words.mjs';

const suites = {
  'libs/server': ['src/access/reads-change-nothing.test.ts'],
  'apps/api': ['src/http/injection.test.ts'],
};

for (const [folder, tests] of Object.entries(suites)) {
  const cwd = fileURLToPath(new URL(`../${folder}/`, import.meta.url));
  const { status } = spawnSync(process.execPath, [...jestWords, ...tests], { cwd, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
