import { Readable } from 'node:stream';
import { runProgram } from './run-program.ts';

/** A command to run, sent by {@link file://./run-cli.fixture.ts}. */
export interface Order {
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

// A process that has the program loaded and runs one command after the other, since loading it takes far longer than
// most commands.
process.on('message', (order: Order) => {
  void run(order).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit());

async function run({ words, env }: Order) {
  process.env = env;
  process.exitCode = 0;
  Object.defineProperty(process, 'stdin', { configurable: true, value: Readable.from([]) }); // nobody is there to answer
  const text = { stdout: '', stderr: '' };
  const restore = (['stdout', 'stderr'] as const).map((name) => {
    const stream = process[name];
    const write = stream.write.bind(stream);
    const decoder = new TextDecoder();
    stream.write = (piece: string | Uint8Array) => {
      text[name] += typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
      return true;
    };
    return () => {
      stream.write = write;
    };
  });
  await runProgram(words, new AbortController().signal);
  for (const give of restore) give();
  return { code: process.exitCode, ...text };
}
