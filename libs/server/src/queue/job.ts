/** A job that takes longer counts as failed and is given to another process, if its kind does not say otherwise. */
export const JOB_SECONDS = 15 * 60;

/** A kind of job: its name in the database, and what it carries. Who adds a job never loads what does it. */
export interface Job<T extends object = object> {
  readonly name: string;
  /** Checks what it carries, on the way in and on the way out. */
  readonly payload: { parse(value: unknown): T };
  /** At most one of its jobs waits or runs at a time; adding another changes nothing. */
  readonly single?: boolean;
  /** How long one of its jobs may take; {@link JOB_SECONDS} where left out. */
  readonly seconds?: number;
  /** Somebody waits for its end, so its worker also says what to do once it is given up. */
  readonly awaited?: boolean;
}
