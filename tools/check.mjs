/**
 * Lints, checks types and looks for circles of imports and for format. The linter reads the whole workspace in one
 * process, which takes two thirds of the time of one process for each project; `npx nx lint NAME` checks one.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const program = (path) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));

/** @returns whether the program ended well */
function run(...args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => resolve(code === 0));
  });
}

// What the linter knows of the types of all projects does not fit into the usual memory of a process.
const lint = run('--max-old-space-size=8192', program('eslint/bin/eslint.js'), 'apps', 'libs');
const types = run(program('nx/dist/bin/nx.js'), 'run-many', '-t', 'typecheck', '--parallel=1');
const circles = types.then(() => run('tools/boundaries/find-circles.mjs'));
const format = circles.then(() => run(program('prettier/bin/prettier.cjs'), '--check', '.'));
const passed = await Promise.all([lint, types, circles, format]);
process.exitCode = passed.every(Boolean) ? 0 : 1;
