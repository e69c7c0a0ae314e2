import preset from '../../jest.preset.js';

/** The laws and the second implementation on 10,000 cases each. */
export default {
  ...preset,
  displayName: 'metrics, nightly',
  testMatch: ['<rootDir>/src/laws/*.test.ts', '<rootDir>/src/distance/nearest-predictions.test.ts'],
  globals: { lawRuns: 10_000 },
  testTimeout: 600_000,
};
