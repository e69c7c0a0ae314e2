export { nodeProblem } from '@cellboard/imaging/node-floor';
