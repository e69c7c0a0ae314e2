/** The settings of this installation; inject them by this class. */
export abstract class ServerSettings {
  /** Version of the software. */
  abstract readonly version: string;
  abstract readonly database: 'pglite' | 'postgresql';
  /** Where people reach the site, as `https://cellboard.example.org`: links in messages begin with it. */
  abstract readonly origin: string;
  /** Addresses and networks of the servers in front of this one. */
  abstract readonly trustedProxies: readonly string[];
  /** The mail server, or the folder that messages are written to without one, and who sends them. */
  abstract readonly mail: { readonly smtp: string | null; readonly folder: string; readonly from: string };
  /** Threads and processes that compute at the same time, all together. */
  abstract readonly threads: number;
  /** Largest file that is accepted, in bytes. */
  abstract readonly maxFileBytes: number;
  /** Where sets of predictions arrive, and the largest that is accepted, in bytes. */
  abstract readonly uploads: { readonly folder: string; readonly maxBytes: number };
  /** Time in which a file must be decoded, in milliseconds. */
  abstract readonly decodeTimeoutMs: number;
  /** Time and memory in which one image must be scored; the memory is that of one process. */
  abstract readonly scoring: { readonly seconds: number; readonly memoryBytes: number };
  /** How many submissions an account may send to one task within 24 hours. */
  abstract readonly submissionsPerDay: number;
  /** Whether to create the demo datasets and their baselines. */
  abstract readonly demo: boolean;
  /** Whether this process evaluates submissions, or leaves that to workers. */
  abstract readonly runsJobs: boolean;
}

/** {@link ServerSettings} as the application reads them. */
export type Settings = Pick<ServerSettings, keyof ServerSettings>;
