import preset from '../../jest.preset.js';

export default {
  ...preset,
  displayName: 'web',
  testEnvironment: 'jsdom',
  testEnvironmentOptions: { customExportConditions: ['@cellboard/source', 'browser', 'node'] },
  setupFiles: ['<rootDir>/src/testing/browser-stand-ins.ts'],
  moduleNameMapper: { '\\.css$': '<rootDir>/src/testing/no-style.ts' },
};
