/** Something the caller has to fix before anything can be done; the message says what and how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** The message line by line: a name in it that holds a line break is no reason for another. */
  readonly lines: readonly string[];

  /** @param message in one line, or in several */
  constructor(message: string | readonly string[], options?: ErrorOptions) {
    const lines = typeof message === 'string' ? [message] : message;
    super(lines.join('\n'), options);
    this.lines = lines;
  }
}
