import { homedir } from 'node:os';
import { join } from 'node:path';

/** Settings of the command line; options of a command go before them. */
export interface Env {
  /** Address of the server. */
  readonly url: string;
  /** The token, if it is neither that of a sign-in nor to be read from the data folder. */
  readonly token: string | undefined;
  /** The server's data folder, where its operator token lies. */
  readonly data: string;
  /** Folder of what the command line keeps for you. */
  readonly config: string;
}

/** What counts where nothing is set. */
export const defaults = { url: 'http://localhost:3000', data: './data' } as const;

/** Reads the settings; an empty one counts as none. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const given = (name: string) => source[name] || undefined;
  return {
    url: given('CELLBOARD_URL') ?? defaults.url,
    token: given('CELLBOARD_TOKEN'),
    data: given('CELLBOARD_DATA') ?? defaults.data,
    config: given('CELLBOARD_CONFIG') ?? join(given('XDG_CONFIG_HOME') ?? join(homedir(), '.config'), 'cellboard'),
  };
}
