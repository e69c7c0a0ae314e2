import { nodeProblem } from '@cellboard/imaging/node-floor';

// Nothing else is imported here: an old Node.js would stop at it before it could say anything.
const problem = nodeProblem(process.versions.node, 'Install a newer Node.js.');
if (problem === undefined) await import('./run.ts');
else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
