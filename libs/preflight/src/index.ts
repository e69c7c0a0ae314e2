export { checkSet, choiceOfReading, type GivenSet } from './check-set.ts';
export { keyOf, type Match } from './match-names.ts';
export {
  unopenedReport,
  validatePredictions,
  type Reading,
  type Target,
  type Validation,
} from './validate-predictions.ts';
