import { isolated } from '../../jest.preset.js';

// A browser draws scenes without a graphics card in some tests: slow machines need more than Jest's 5 s for them.
export default {
  ...isolated,
  displayName: 'viewer',
  testTimeout: 120_000,
  moduleNameMapper: { '\\.css$': '<rootDir>/src/react/no-style.fixture.ts' },
};
