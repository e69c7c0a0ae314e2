import { Problem, type Cell, type CellSizeBin } from '@cellboard/contract';
import { ProcessPool } from '@cellboard/imaging/processes';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { CellList } from './ask-cells.ts';
import { UnreadableRecordError } from './unreadable-record.ts';

/**
 * What one question may take. DuckDB itself keeps to half of the memory. With it a process holds 200 MiB at rest and more
 * after a piece of CSV; replacing it then would make the next question wait for a second.
 */
const LIMITS = { seconds: 20, memoryBytes: 2 ** 30, heapMiB: 512, keptBytes: 2 ** 29 };

/** Questions that are answered at once; the others wait. */
const PROCESSES = 1;

/** A process that has loaded DuckDB answers much faster, so it stays for a while. */
const IDLE_SECONDS = 300;

/**
 * Asks records of cells in a process of its own, so that no question holds up a request, and no damaged file ends the
 * server.
 */
@Injectable()
export class CellQueries implements OnModuleDestroy {
  private readonly pool = new ProcessPool(new URL('./cell-queries-main', import.meta.url), {
    processes: PROCESSES,
    limits: LIMITS,
    idleSeconds: IDLE_SECONDS,
  });

  /**
   * Each takes the path of a record.
   *
   * @throws UnreadableRecordError if it cannot be read
   * @throws Problem REQUEST_TIMEOUT
   */
  list(path: string, list: CellList): Promise<Cell[]> {
    return this.ask('listCells', path, list);
  }

  countBySize(path: string): Promise<CellSizeBin[]> {
    return this.ask('countCells', path);
  }

  csv(path: string, place: { image: string | null; from: number }): Promise<string> {
    return this.ask('exportCells', path, place);
  }

  parquet(path: string, image: string): Promise<Uint8Array> {
    return this.ask('exportParquet', path, image);
  }

  onModuleDestroy(): Promise<void> {
    return this.pool.close();
  }

  private async ask<T>(task: string, ...parameters: readonly unknown[]): Promise<T> {
    const outcome = await this.pool.run({ task, parameters });
    if ('done' in outcome) return outcome.done as T;
    if ('refused' in outcome) throw new UnreadableRecordError(outcome.refused.message);
    if ('fault' in outcome) throw new Error('A record of cells could not be asked.', { cause: outcome.fault.details });
    if (outcome.ended === 'timeout')
      throw new Problem(
        'REQUEST_TIMEOUT',
        `This takes longer than ${outcome.how}. Ask for one image, or try again later.`,
      );
    // A file that ends the process was not written by us.
    throw new UnreadableRecordError(`The process that read the record of cells ended (${outcome.how}).`);
  }
}
