import { nodeProblem } from './node-floor.ts';

it.each(['24.7.0', '24.10.1', '25.0.0', '26.1.0-nightly'])('Node.js %s is new enough', (version) => {
  expect(nodeProblem(version, 'Update it.')).toBeUndefined();
});

it.each(['12.22.0', '20.20.2', '24.6.9', '23.11.0'])('Node.js %s is too old', (version) => {
  expect(nodeProblem(version, 'Update it.')).toBe(
    `Cellboard needs Node.js 24.7 or newer, and this is ${version}. Update it.`,
  );
});
