import preset from '../../jest.preset.js';

export default { ...preset, displayName: 'metrics', testTimeout: 60_000 };
