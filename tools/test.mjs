/**
 * Runs every suite of the workspace and adds up what they report. Its last line counts all tests; it
 * fails when a test failed, a suite reported nothing, or no test ran at all.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const nx = fileURLToPath(new URL('node_modules/nx/dist/bin/nx.js', root));

/** Every project with a test target, and the boundary canary. */
function suites() {
  const projects = ['apps', 'libs', 'tools'].flatMap((kind) =>
    readdirSync(new URL(kind, root), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(new URL(`${kind}/${entry.name}/project.json`, root)))
      .map((entry) => `${kind}/${entry.name}`),
  );
  return projects.filter((project) => {
    const { targets } = JSON.parse(readFileSync(new URL(`${project}/project.json`, root), 'utf8'));
    return 'test' in targets || 'canary' in targets;
  });
}

const resultsOf = (suite) => new URL(`${suite}/test-output/results.json`, root);

/** @returns {{ passed: number, failed: number, skipped: number } | null} null where the suite reported nothing */
function readResults(suite) {
  if (!existsSync(resultsOf(suite))) return null;
  const results = JSON.parse(readFileSync(resultsOf(suite), 'utf8'));
  if (results.stats) {
    const { expected, unexpected, flaky, skipped } = results.stats;
    return { passed: expected + flaky, failed: unexpected, skipped };
  }
  const broken = results.numRuntimeErrorTestSuites ?? 0;
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + broken,
    skipped: results.numPendingTests + (results.numTodoTests ?? 0),
  };
}

/** What failed in the suite, each with the first lines of its message, as jest reports it. */
function failuresOf(suite) {
  if (!existsSync(resultsOf(suite))) return [];
  const { testResults = [] } = JSON.parse(readFileSync(resultsOf(suite), 'utf8'));
  return testResults.flatMap(({ name, message, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [`${name}\n${firstLines(message)}`];
    return failed.map(
      ({ fullName, failureMessages }) => `${name}: ${fullName}\n${firstLines(failureMessages.join('\n'))}`,
    );
  });
}

const firstLines = (text) => text.split('\n').slice(0, 20).join('\n');

/**
 * A folder for what the tests write, removed at the end: databases are copied and thrown away hundreds of times,
 * which takes a tenth of the time in memory. Where memory has no room it is the usual place.
 */
function scratchFolder() {
  const memory = '/dev/shm';
  const roomy = existsSync(memory) && (({ bavail, bsize }) => bavail * bsize >= 4 * 2 ** 30)(statfsSync(memory));
  return mkdtempSync(join(roomy ? memory : tmpdir(), 'cellboard-tests-'));
}

function run(args) {
  const env = { ...process.env, TMPDIR: scratch };
  const { status } = spawnSync(process.execPath, [nx, ...args], { cwd: fileURLToPath(root), stdio: 'inherit', env });
  return status === 0;
}

const scratch = scratchFolder();
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const all = suites();
for (const suite of all) {
  rmSync(resultsOf(suite), { force: true });
  mkdirSync(new URL('./', resultsOf(suite)), { recursive: true });
}

// The canary plants files that must not be seen by a compiler running beside it, so it runs alone.
const canary = run(['run', 'boundaries:canary']);
const tests = run(['run-many', '-t', 'test', '--parallel=2', '--output-style=stream']);

for (const failure of all.flatMap(failuresOf)) console.log(`\nFAILED ${failure}`);

const total = { passed: 0, failed: 0, skipped: 0 };
console.log('\nsuite                     passed  failed  skipped');
for (const suite of all) {
  const counts = readResults(suite);
  if (!counts) {
    total.failed++;
    console.log(`${suite.padEnd(24)}  reported nothing: it did not run to its end`);
    continue;
  }
  for (const key of Object.keys(total)) total[key] += counts[key];
  console.log(
    `${suite.padEnd(24)}  ${[counts.passed, counts.failed, counts.skipped].map((n) => String(n).padStart(6)).join('  ')}`,
  );
}
if (!(canary && tests) && total.failed === 0) total.failed++;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
