/**
 * Compares what the server answers with docs/access.md: every procedure for everyone who may ask, about objects that are
 * their own, shared, foreign, hidden and missing; and every route, with the headers that other sites can send.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { jestWords } from './jest-words.mjs';

const suites = {
  'libs/contract': ['src/app-router.test.ts'],
  'libs/server': ['src/access/access-table.test.ts', 'src/access/declared-access.test.ts'],
  'apps/api': ['src/http/route-access.test.ts'],
};

for (const [folder, tests] of Object.entries(suites)) {
  const cwd = fileURLToPath(new URL(`../${folder}/`, import.meta.url));
  const { status } = spawnSync(process.execPath, [...jestWords, ...tests], { cwd, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
