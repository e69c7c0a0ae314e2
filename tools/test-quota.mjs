/** Lets 50 submissions want the last place of an account at once, 1,000 times on each database: exactly one gets it. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { jestWords } from './jest-words.mjs';

const { status } = spawnSync(process.execPath, [...jestWords, 'src/submissions/quotas.test.ts'], {
  cwd: fileURLToPath(new URL('../libs/server/', import.meta.url)),
  env: { ...process.env, QUOTA_ROUNDS: '1000' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
