import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const shared = {
  globalSetup: fileURLToPath(new URL('./tools/make-results-folder.mjs', import.meta.url)),
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/src/**/*.test.tsx'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'json'],
};

const { $schema: _, ...swc } = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));

/**
 * For suites that draw pages: each test file has a document of its own, imports of styles are replaced, and all modules
 * are loaded anew for it.
 */
export const isolated = {
  ...shared,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': ['@swc/jest', { ...swc, swcrc: false }] },
  testEnvironmentOptions: { customExportConditions: ['@cellboard/source', 'node', 'node-addons'] },
};

/** Tests run in Node itself and modules are loaded once for all test files. Node knows of no limit of time for a test. */
export default { ...shared, runner: ['jest-light-runner', { runtime: 'child_process' }] };
