/** An error as the log keeps it. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: unknown;
  readonly [fact: string]: unknown;
}

/** What the system says of an error, and nothing of what anybody sent. */
const SYSTEM_FACTS = ['code', 'errno', 'syscall', 'path', 'address', 'port', 'hostname'] as const;

/** What PostgreSQL says of an error that holds no value: its detail quotes the row, its query the parameters. */
const DATABASE_FACTS = ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'routine'] as const;

/**
 * What the log may say of an error. Of a failed query it keeps what kind of failure it was and where, without the
 * statement, its parameters and the values that PostgreSQL quotes: these are what people sent.
 *
 * @returns anything else than an error as it is
 */
export function loggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const isQuery = isFromDatabase(error);
  const message = isQuery ? withoutValues(error.message, codeOf(error)) : error.message;
  const type = error.constructor.name;
  return {
    type,
    message,
    stack: [`${type}: ${message}`, ...placesOf(error)].join('\n'),
    ...factsOf(error, isQuery ? DATABASE_FACTS : SYSTEM_FACTS),
    ...(error.cause !== undefined && { cause: loggedError(error.cause) }),
    ...(error instanceof AggregateError && { errors: error.errors.map(loggedError) }),
  } satisfies LoggedError;
}

/** Drivers put the five characters of an SQLSTATE on their errors, MikroORM the statement. */
function isFromDatabase(error: Error): boolean {
  return 'query' in error || 'sqlState' in error || ('severity' in error && /^[0-9A-Z]{5}$/.test(codeOf(error)));
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** PostgreSQL quotes names in every message, and in those of class 22 (data exceptions) the value itself. */
function withoutValues(message: string, code: string): string {
  const [first = ''] = message.split('\n');
  const words = first.replace(/ - detail: .*$/, '');
  return code.startsWith('22') ? words.replaceAll(/"[^"]*"/g, '"…"').replace(/: ".*$/, ': "…"') : words;
}

/** The lines of a stack that say where, as its first lines repeat the message. */
function placesOf({ stack = '' }: Error): string[] {
  return stack.split('\n').filter((line) => /^\s+at /.test(line));
}

function factsOf(error: Error, names: readonly string[]): Record<string, unknown> {
  const facts = error as unknown as Record<string, unknown>;
  return Object.fromEntries(names.filter((name) => facts[name] !== undefined).map((name) => [name, facts[name]]));
}
