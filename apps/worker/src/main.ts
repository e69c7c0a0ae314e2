import { nodeProblem } from '@cellboard/server/node-floor';

// Nothing else is imported here: an old Node.js would stop at it before it could say anything.
const problem = nodeProblem(
  process.versions.node,
  'Start it with "npm run worker", which uses the Node.js that "npm ci" installs, or install a newer Node.js.',
);
if (problem === undefined) await import('./run.ts');
else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
