import preset from '../../jest.preset.js';

/** Tests start databases and processes, which takes its time on a busy machine. */
export default { ...preset, displayName: 'db', testTimeout: 240_000 };
