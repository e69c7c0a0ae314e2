#!/usr/bin/env node
// The door of `cellboard`. It runs on any Node that knows modules, and hands over to the Node that came with the
// repository where the system's own is too old for the program.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const main = join(here, '..', 'dist', 'main.js');

if (!existsSync(main)) {
  console.error(
    `cellboard has not been built: there is no ${main}. Run "npm ci" (or "npm run build") in the repository first.`,
  );
  process.exitCode = 2;
} else {
  const { nodeProblem } = await import('@cellboard/imaging/node-floor');
  const own = nodeProblem(process.versions.node, '') === undefined ? undefined : findOwnNode();
  if (own !== undefined) runWith(own);
  // It says by itself where this Node is too old.
  else await import(new URL('../dist/main.js', import.meta.url).href);
}

function runWith(node) {
  const child = spawn(node, ['--enable-source-maps', main, ...process.argv.slice(2)], { stdio: 'inherit' });
  child.on('error', (error) => {
    console.error(`cellboard cannot start its own Node.js ${node}: ${error.message}. Run "npm ci" again.`);
    process.exitCode = 1;
  });
  // A terminal sends Ctrl-C to both: the child decides what to do, and its end is ours. Other signals reach only us.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal === null) {
      process.exitCode = code;
      return;
    }
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** The Node.js among the packages of the repository; undefined where it was not installed. */
function findOwnNode() {
  try {
    const file = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node');
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}
