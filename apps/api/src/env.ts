import { readSiteEnv, type SiteEnv } from '@cellboard/server';

/** The settings of the site. `.env.example` explains each. */
export type Env = SiteEnv;

/**
 * Reads the settings once, at the start.
 *
 * @throws EnvError naming every setting that is wrong
 */
export function readEnv(): Env {
  return readSiteEnv(process.env);
}
