import preset from '../../jest.preset.js';

export default { ...preset, displayName: 'datasets', testTimeout: 120_000 };
