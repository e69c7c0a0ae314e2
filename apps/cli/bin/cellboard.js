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
const [major, minor] = process.versions.node.split('.').map(Number);
const isNewEnough = major > 22 || (major === 22 && minor >= 18);

if (!existsSync(main)) {
  console.error(
    `cellboard has not been built: there is no ${main}. Run "npm ci" (or "npm run build") in the repository first.`,
  );
  process.exitCode = 2;
} else if (isNewEnough) {
  await import(new URL('../dist/main.js', import.meta.url).href);
} else {
  runWithOwnNode();
}

function runWithOwnNode() {
  const child = spawn(ownNode(), ['--enable-source-maps', main, ...process.argv.slice(2)], { stdio: 'inherit' });
  child.on('error', (error) => {
    console.error(
      `cellboard needs Node.js 22.18 or newer, but this is ${process.versions.node}, and its own copy does not start: ${error.message}`,
    );
    process.exitCode = 2;
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

function ownNode() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node');
  } catch {
    return 'node';
  }
}
