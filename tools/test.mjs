/**
 * Runs every suite of the workspace and adds up what they report. Its last line counts all tests; it
 * fails when a test failed, a suite reported nothing, or no test ran at all.
 *
 * With `--data` it runs only the tests that read the collection of real files, where that lies beside the repository
 * in `../shared/data`.
 */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jestWords } from './jest-words.mjs';

const root = new URL('../', import.meta.url);
const nx = fileURLToPath(new URL('node_modules/nx/dist/bin/nx.js', root));
const playwright = fileURLToPath(new URL('node_modules/@playwright/test/cli.js', root));
const withDataOnly = process.argv.includes('--data');

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

/** The tests of a suite that read the collection, themselves or through a fixture, as paths in the suite. */
function dataTests(suite) {
  const src = new URL(`${suite}/src/`, root);
  if (!existsSync(src)) return [];
  const files = readdirSync(src, { recursive: true })
    .filter((path) => /\.(?:test|fixture)\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(new URL(path, src), 'utf8') }));
  const readers = files.filter(({ text }) => text.includes('shared/data'));
  const fixtures = readers.filter(({ path }) => path.includes('.fixture.')).map(({ path }) => basename(path));
  return files
    .filter((file) => readers.includes(file) || fixtures.some((name) => file.text.includes(name)))
    .filter(({ path }) => path.includes('.test.'))
    .map(({ path }) => `src/${path}`);
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

/** What failed in the suite, each with the first lines of its message. */
function failuresOf(suite) {
  if (!existsSync(resultsOf(suite))) return [];
  const { testResults = [], suites: browserSuites = [] } = JSON.parse(readFileSync(resultsOf(suite), 'utf8'));
  return [...jestFailures(testResults), ...browserFailures(browserSuites)];
}

function browserFailures(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs
      .filter(({ ok }) => !ok)
      .map(({ file, title, tests }) => {
        const errors = tests.flatMap(({ results }) => results.map(({ error }) => error?.message ?? ''));
        return `${file}: ${title}\n${firstLines(errors.join('\n'))}`;
      }),
    ...browserFailures(inner),
  ]);
}

/** Browser tests of a suite that passed at their second try only: fix them before they fail. */
function shakyOf(suite) {
  if (!existsSync(resultsOf(suite))) return [];
  const inside = ({ specs = [], suites = [] }) => [
    ...specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky')),
    ...suites.flatMap(inside),
  ];
  const { suites = [] } = JSON.parse(readFileSync(resultsOf(suite), 'utf8'));
  return suites.flatMap(inside).map(({ file, title }) => `${file}: ${title}`);
}

function jestFailures(testResults) {
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
  const place = existsSync(memory) && room(memory) >= ROOM_BYTES ? memory : tmpdir();
  for (const left of readdirSync(place)) {
    const [, pid] = /^cellboard-tests-(\d+)-/.exec(left) ?? [];
    if (pid && existsSync('/proc/self') && !existsSync(`/proc/${pid}`))
      rmSync(join(place, left), { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(place, `cellboard-tests-${process.pid}-`));
  chmodSync(folder, 0o755); // servers of PostgreSQL run as a user of their own
  return folder;
}

/** What the tests may fill, with room for the tests themselves. */
const ROOM_BYTES = 8 * 2 ** 30;

/** Free bytes of a folder in memory, of which a container may have less than the machine. */
function room(memory) {
  const { bavail, bsize } = statfsSync(memory);
  const limit = '/sys/fs/cgroup/memory.max';
  const most = existsSync(limit) ? Number(readFileSync(limit, 'utf8')) : NaN;
  return Math.min(bavail * bsize, Number.isNaN(most) ? Infinity : most);
}

function run(args, cwd = root) {
  // Many tests start programs from their sources: each file is compiled once.
  const env = { ...process.env, TMPDIR: scratch, NODE_COMPILE_CACHE: join(scratch, 'compiled') };
  const child = spawn(process.execPath, args, { cwd: fileURLToPath(cwd), stdio: 'inherit', env });
  const end = () => {
    console.error(`After ${LONGEST_MINUTES} minutes this was ended: ${fileURLToPath(cwd)}`);
    child.kill('SIGKILL');
  };
  const limit = setTimeout(end, LONGEST_MINUTES * 60_000);
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => {
      clearTimeout(limit);
      resolve(code === 0);
    });
  });
}

/** No suite takes half as long, even on a slow machine. Tests have no limit of their own. */
const LONGEST_MINUTES = 45;

/** The suites that take minutes, in the order in which they start, so that none of them is left alone at the end. */
const LONG = ['apps/web-e2e', 'libs/server', 'apps/cli', 'apps/api', 'libs/formats', 'libs/db'];

async function runAll() {
  const built = await run([nx, 'run-many', '-t', 'build']);
  // The canary plants files that no compiler must see. The browser suite, which is first, looks at what was built.
  const canary = run([nx, 'run', 'boundaries:canary']);
  const others = all.filter((suite) => !LONG.includes(suite) && suite !== 'tools/boundaries');
  const passed = await inLanes(3, [...LONG, ...others], async (suite) => {
    if (suite !== LONG[0]) await canary;
    if (has(suite, 'jest.config.js')) return runJest(suite);
    return has(suite, 'playwright.config.ts') ? runBrowser(suite) : runTarget(suite);
  });
  return (await canary) && built && passed;
}

/** Runs the tests of each suite that read the collection. */
async function runDataTests() {
  const suites = [...all].sort((a, b) => dataTests(b).length - dataTests(a).length);
  return inLanes(2, suites, (suite) => runJest(suite, ['--maxWorkers=2', ...dataTests(suite)]));
}

/** How long each suite took, beside others. */
const seconds = new Map();

/** @returns whether all of them passed, so many at a time */
async function inLanes(lanes, suites, runSuite) {
  const waiting = [...suites];
  let isSound = true;
  const lane = async () => {
    for (let suite = waiting.shift(); suite !== undefined; suite = waiting.shift()) {
      const start = Date.now();
      isSound = (await runSuite(suite)) && isSound;
      seconds.set(suite, Math.round((Date.now() - start) / 1000));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return isSound;
}

/** As the target `test` of a project does, without the second in which Nx looks at the whole workspace. */
function runJest(suite, more = []) {
  // A test that fails may leave a server open, for which jest would wait without end.
  return run(
    [...jestWords, '--forceExit', '--json', '--outputFile=test-output/results.json', ...more],
    new URL(`${suite}/`, root),
  );
}

/** Not through Nx, which would build what the canary planted. */
const runBrowser = (suite) => run([playwright, 'test'], new URL(`${suite}/`, root));

const runTarget = (suite) => run([nx, 'run', `${basename(suite)}:test`, '--output-style=stream']);

const has = (suite, file) => existsSync(new URL(`${suite}/${file}`, root));

const scratch = scratchFolder();
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const all = suites().filter((suite) => !withDataOnly || dataTests(suite).length > 0);
for (const suite of all) {
  rmSync(resultsOf(suite), { force: true });
  mkdirSync(new URL('./', resultsOf(suite)), { recursive: true });
}
const isSound = await (withDataOnly ? runDataTests() : runAll());

for (const failure of all.flatMap(failuresOf)) console.log(`\nFAILED ${failure}`);
for (const test of all.flatMap(shakyOf)) console.log(`\nPASSED AT THE SECOND TRY ${test}`);

const total = { passed: 0, failed: 0, skipped: 0 };
console.log('\nsuite                     passed  failed  skipped  seconds');
for (const suite of all) {
  const counts = readResults(suite);
  if (!counts) {
    total.failed++;
    console.log(`${suite.padEnd(24)}  reported nothing: it did not run to its end`);
    continue;
  }
  for (const key of Object.keys(total)) total[key] += counts[key];
  console.log(
    `${suite.padEnd(24)}  ${[counts.passed, counts.failed, counts.skipped, seconds.get(suite) ?? ''].map((n) => String(n).padStart(6)).join('  ')}`,
  );
}
if (!isSound && total.failed === 0) total.failed++;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
