import preset from '../../jest.preset.js';

/** Tests start databases and threads, which takes its time on a busy machine. */
export default { ...preset, displayName: 'server', testTimeout: 120_000 };
