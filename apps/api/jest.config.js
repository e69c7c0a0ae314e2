import preset from '../../jest.preset.js';

/** Tests start whole servers, which takes its time on a busy machine. */
export default { ...preset, displayName: 'api', testTimeout: 240_000 };
