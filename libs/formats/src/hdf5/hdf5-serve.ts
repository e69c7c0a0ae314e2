import { FormatError } from '../format-error.ts';
import type { Hdf5Answer, Hdf5Outcome, Hdf5Request } from './hdf5-answer.ts';
import { extractHdf5Labels } from './hdf5-labels.ts';
import type { Hdf5Library } from './hdf5-library.ts';

/** Sends an answer; the memory of labels moves with it. */
export type Post = (answer: Hdf5Answer, moved: ArrayBuffer[]) => void;

/** What runs in the thread of an `Hdf5Queue`: reads one file and says what came out. */
export async function serveHdf5(request: Hdf5Request, library: Hdf5Library, post: Post): Promise<void> {
  const outcome = await outcomeOf(request, library, () => {
    post('further', []);
  });
  const moved = 'labels' in outcome ? [outcome.labels.values.buffer as ArrayBuffer] : [];
  post({ outcome, spent: library.spent }, moved);
}

async function outcomeOf(
  { bytes, choice }: Hdf5Request,
  library: Hdf5Library,
  further: () => void,
): Promise<Hdf5Outcome> {
  try {
    return { labels: await extractHdf5Labels(bytes, choice, { library, further }) };
  } catch (error) {
    if (error instanceof FormatError) return { refused: { code: error.code, message: error.message } };
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
