import { Problem } from '@cellboard/contract';

/** A client that sends nothing for so long will hardly send more. */
const SILENCE_MS = 60_000;

/**
 * The pieces of an upload as they arrive. What is wrong with the upload itself becomes a problem in words; errors of
 * the connection and of the framework stay as they are.
 *
 * @throws Problem REQUEST_TIMEOUT if nothing arrives for a minute; REQUEST_INVALID if a form is broken
 */
export async function* incoming<T>(pieces: AsyncIterable<T>, silenceMs = SILENCE_MS): AsyncGenerator<T> {
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    for (;;) {
      const piece = await within(silenceMs, iterator.next());
      if (piece.done === true) return;
      yield piece.value;
    }
  } catch (error) {
    throw inWords(error);
  } finally {
    // Not awaited: where nothing arrives any more, it would not end.
    void iterator.return?.().catch(() => undefined);
  }
}

async function within<T>(silenceMs: number, next: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new Problem(
          'REQUEST_TIMEOUT',
          'No more of the upload arrived for a minute. Check the connection, then send it again.',
        ),
      );
    }, silenceMs);
  });
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** The parser of forms says what it found in a bare error; those of the system and of the framework have a code. */
function inWords(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Problem || 'code' in error || 'statusCode' in error) return error;
  const found = error.message.replace(/\.?$/, '.');
  return new Problem(
    'REQUEST_INVALID',
    `The form cannot be read: ${found} Check how your client writes it, then send it again.`,
    {
      cause: error,
    },
  );
}
