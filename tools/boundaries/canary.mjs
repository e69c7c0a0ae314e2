/**
 * Proves that the rules of the house are enforced: plants one violation of each, lints, and expects
 * each to be reported. A rule that was switched off by accident fails here, not in a review. Circles
 * of imports are looked for among all files, so one that was not planted fails here too.
 *
 * Run by `nx run boundaries:canary`; through nx, because the import rule needs nx's project graph.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { arrows } from './arrows.js';
import { importCycles } from './cycles.js';
import { circles, violations } from './violations.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const places = { lib: 'libs', app: 'apps', tool: 'tools' };
const libs = arrows.map((arrow) => arrow.sourceTag).filter((tag) => tag.startsWith('lib:'));

/** For every row of the list of arrows: an import of the first lib that the row does not allow. */
const arrowViolations = arrows.map(({ sourceTag, onlyDependOnLibsWithTags }) => {
  const [kind, name] = sourceTag.split(':');
  const [, target] = libs.find((tag) => tag !== sourceTag && !onlyDependOnLibsWithTags.includes(tag)).split(':');
  return {
    name: `${name} must not import ${target}`,
    rule: '@nx/enforce-module-boundaries',
    file: `${places[kind]}/${name}/src/arrow.planted.ts`,
    code: `import * as planted from '@cellboard/${target}';\nexport const used = planted;\n`,
  };
});

const cases = [...arrowViolations, ...violations];
const planted = [...cases, ...circles];

function plant() {
  for (const { file, code, beside = {} } of planted) {
    for (const [path, text] of [[file, code], ...Object.entries(beside)]) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }
}

function weed() {
  for (const { file, beside = {} } of planted) {
    for (const path of [file, ...Object.keys(beside)]) rmSync(join(root, path), { force: true });
  }
  rmSync(join(root, 'apps/web/src/features/planted-a'), { recursive: true, force: true });
  rmSync(join(root, 'apps/web/src/features/planted-b'), { recursive: true, force: true });
}

async function reported() {
  const results = await new ESLint({ cwd: root }).lintFiles(cases.map(({ file }) => join(root, file)));
  return new Map(results.map(({ filePath, messages }) => [filePath, messages]));
}

let passed = 0;
let failed = 0;

function tell(hit, name, instead) {
  if (hit) passed++;
  else failed++;
  console.log(`${hit ? 'reported' : 'NOT REPORTED'}  ${name}`);
  if (!hit) console.log(instead.map((each) => `    found instead: ${each}`).join('\n'));
}

try {
  plant();
  const messages = await reported();
  for (const { name, rule, file } of cases) {
    const found = messages.get(join(root, file)) ?? [];
    const hit = found.some(({ ruleId, severity }) => ruleId === rule && severity === 2);
    tell(
      hit,
      `${name} (${rule})`,
      found.map(({ ruleId, message }) => `${ruleId}: ${message}`),
    );
  }
  const found = importCycles(root).map((files) => files.sort().join(' → '));
  for (const { name, file, beside } of circles) {
    const circle = [file, ...Object.keys(beside)].sort().join(' → ');
    tell(found.includes(circle), `${name} (cycles.js)`, found);
  }
  for (const circle of found.filter((each) => !each.includes('.planted.'))) {
    failed++;
    console.log(`CIRCLE  ${circle}: move what both need to a file of its own`);
  }
} finally {
  weed();
}

mkdirSync(new URL('test-output', import.meta.url), { recursive: true });
writeFileSync(
  new URL('test-output/results.json', import.meta.url),
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numPendingTests: 0 }),
);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed === planted.length ? 0 : 1;
