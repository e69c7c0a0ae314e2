/**
 * Looks in the lock file for versions with known faults, since `npm audit` does not work with every registry.
 * advisories.json is the table: a package, the range of versions that is affected, and the advisory that says so.
 * Run by `nx run dependencies:test`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import semver from 'semver';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

/** Every version of every package that the lock file installs, with where. */
export function installed(lock) {
  return Object.entries(lock.packages).flatMap(([place, { version }]) => {
    const at = place.lastIndexOf('node_modules/');
    return at < 0 || version === undefined ? [] : [{ name: place.slice(at + 'node_modules/'.length), version, place }];
  });
}

/** The installed versions that are in an affected range. */
export function affected(packages, advisories) {
  return packages.flatMap(({ name, version, place }) =>
    (advisories[name] ?? [])
      .filter((one) => semver.satisfies(version, one.affected, { includePrerelease: true }))
      .map(({ advisory, what, affected: range }) => `${place} ${version} is in ${range}: ${advisory}, ${what}`),
  );
}

const advisories = read('advisories.json');
const packages = installed(read('../../package-lock.json'));
const failures = affected(packages, advisories);
const malformed = Object.values(advisories)
  .flat()
  .filter(({ affected: range, advisory }) => !semver.validRange(range) || !/^(CVE|GHSA)-/.test(advisory))
  .map((row) => `A row of advisories.json is malformed: ${JSON.stringify(row)}`);

// A check that finds nothing in a lock file with a known fault would find nothing in ours either.
const planted = installed({ packages: { 'node_modules/a/node_modules/sharp': { version: '0.34.5' } } });
if (affected(planted, advisories).length === 0) failures.push('The check does not find sharp 0.34.5.');
if (packages.length < 500) failures.push(`The lock file names only ${packages.length} packages.`);

failures.push(...malformed);
const passed = packages.filter(({ name }) => name in advisories).length;
const counts = { numPassedTests: passed, numFailedTests: failures.length, numPendingTests: 0 };
mkdirSync(new URL('test-output/', import.meta.url), { recursive: true });
writeFileSync(new URL('test-output/results.json', import.meta.url), JSON.stringify(counts));
for (const failure of failures) console.log(failure);
console.log(`${passed} packages of the table looked up, ${failures.length} failed`);
process.exitCode = failures.length === 0 && passed > 0 ? 0 : 1;
