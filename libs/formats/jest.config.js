import preset from '../../jest.preset.js';

// Hundreds of real and hostile files are decoded in some tests: slow machines need more than Jest's 5 s for them.
export default { ...preset, displayName: 'formats', testTimeout: 120_000 };
