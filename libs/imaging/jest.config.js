import preset from '../../jest.preset.js';

// Processes are started and large images are decoded in some tests: slow machines need more than Jest's 5 s for them.
export default { ...preset, displayName: 'imaging', testTimeout: 120_000 };
