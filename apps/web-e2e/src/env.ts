/** The settings of the browser tests. */
export const env = {
  /** Path of a Chromium or Chrome; the usual places are searched where it is not set. */
  chromium: process.env.CHROMIUM,
  /** In continuous integration nothing is skipped. */
  ci: ['true', '1'].includes(process.env.CI ?? ''),
  /** All that a server under test takes over from here; a developer's own settings must not reach it. */
  inherited: { PATH: process.env.PATH },
};
