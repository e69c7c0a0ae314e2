import preset from '../../jest.preset.js';

/**
 * Tests start databases and threads, which takes its time on a busy machine. They take longer than those of any other
 * project and wait for one another's programs, so two files run at a time.
 */
export default { ...preset, displayName: 'server', testTimeout: 120_000, maxWorkers: 2 };
