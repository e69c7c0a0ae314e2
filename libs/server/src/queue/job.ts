/** A job that runs longer counts as failed, and another process gets it. A kind of job may set its own limit. */
export const JOB_SECONDS = 15 * 60;

/** A kind of job: its name in the database and its payload. Code that adds a job does not import code that runs it. */
export interface Job<T extends object = object> {
  readonly name: string;
  /** Checks the payload when the job is added and when it runs. */
  readonly payload: { parse(value: unknown): T };
  /** At most one job of this kind waits or runs; adding another changes nothing. */
  readonly single?: boolean;
  /** How long one of its jobs may take; {@link JOB_SECONDS} where left out. */
  readonly seconds?: number;
  /** Somebody waits for the result, so its worker also handles the last failure. */
  readonly awaited?: boolean;
  /** It may go on for hours after an update while everything works without it, so it does not count as work to wait for. */
  readonly background?: boolean;
}
