/** What runs in a process that asks records of cells. A damaged file can end this process, but never the server. */
import { serveTasks } from '@cellboard/imaging/processes';
import { countBySize, exportCells, exportParquet, listCells } from './ask-cells.ts';
import { UnreadableRecordError } from './unreadable-record.ts';

serveTasks({ countBySize, exportCells, exportParquet, listCells }, (error) =>
  error instanceof UnreadableRecordError ? { code: 'UNREADABLE', message: error.message } : undefined,
);
