import { exitCode } from './exit-code.ts';
import { reasonOf } from './reason-of.ts';
import { runProgram } from './run-program.ts';
import { tell } from './terminal.ts';

const interrupted = new AbortController();
process.once('SIGINT', () => {
  interrupted.abort();
});
// The reader of our output may stop early, as `head` does; a file that it goes to may have no room.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  tell(`error: The output cannot be written: ${reasonOf(error)}.`);
  process.exit(exitCode.usage);
});
// Then there is nobody left to tell.
process.stderr.on('error', () => process.exit(exitCode.usage));

await runProgram(process.argv.slice(2), interrupted.signal);
