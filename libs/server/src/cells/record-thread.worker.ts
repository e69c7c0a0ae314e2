/** What runs in the thread that writes a record: takes images one by one, and answers each with what is ready of the file. */
import { CellRecordWriter, type CellColumns, type CellRecordHead } from '@cellboard/evaluation';
import { parentPort, workerData } from 'node:worker_threads';

const writer = new CellRecordWriter(workerData as CellRecordHead);

parentPort?.on('message', (image: CellColumns | null) => {
  parentPort?.postMessage(image === null ? writer.finish() : writer.add(image));
});
