/** What runs in a decoding process. */
import { FormatError } from '@cellboard/formats';
import { FileError } from '@cellboard/formats/node';
import { serveTasks } from '../processes/serve-tasks.ts';
import { tasks } from './tasks.ts';

serveTasks(tasks, (error) => {
  if (!(error instanceof FormatError || error instanceof FileError)) return undefined;
  return { code: error.code, message: error.message };
});
