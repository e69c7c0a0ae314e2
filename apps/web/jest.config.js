import { isolated } from '../../jest.preset.js';

export default {
  ...isolated,
  displayName: 'web',
  testEnvironment: 'jsdom',
  testEnvironmentOptions: { customExportConditions: ['@cellboard/source', 'browser', 'node'] },
  // Drawing a page in jsdom takes seconds on a busy machine; how fast it is, is not the question here.
  testTimeout: 60_000,
  setupFiles: ['<rootDir>/src/testing/browser-stand-ins.ts'],
  moduleNameMapper: { '\\.css$': '<rootDir>/src/testing/no-style.ts' },
};
