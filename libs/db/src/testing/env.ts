/** Whether tests run where everything they need must be there. */
export const isCI = process.env['CI'] === 'true';

/** Folders in which programs are looked for. */
export const searchPath = process.env['PATH'] ?? '';
