import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of the clock in which Linux counts processor time. */
const TICKS_PER_SECOND = 100;

interface ProcessTimes {
  readonly parent: number;
  readonly own: number;
  /** Of children that have ended. */
  readonly ended: number;
}

/** Seconds of processors that were used so far. */
export interface ProcessorTime {
  /** By the commands that have ended. */
  readonly commands: number;
  /** By the server itself. */
  readonly server: number;
  /** By the processes in which the server decodes files. */
  readonly decoders: number;
}

/** What this process, which runs commands, and a server that it has started have used of processors. */
export function processorTime(server: number): ProcessorTime {
  const all = processTimes();
  const isBeneath = (pid: number, ancestor: number): boolean => {
    const parent = all.get(pid)?.parent ?? 0;
    return parent === ancestor || (parent !== 0 && isBeneath(parent, ancestor));
  };
  const decoders = [...all].filter(([pid]) => isBeneath(pid, server));
  const ticks = {
    commands: all.get(process.pid)?.ended ?? 0,
    server: all.get(server)?.own ?? 0,
    decoders: decoders.reduce((sum, [, { own, ended }]) => sum + own + ended, all.get(server)?.ended ?? 0),
  };
  return mapTimes(ticks, (value) => value / TICKS_PER_SECOND);
}

/** What was used since. */
export function since(before: ProcessorTime, now: ProcessorTime): ProcessorTime {
  return mapTimes(now, (value, of) => value - before[of]);
}

/** Seconds of all processors together. */
export function totalOf({ commands, server, decoders }: ProcessorTime): number {
  return commands + server + decoders;
}

/** The same with each number changed. */
export function mapTimes(
  { commands, server, decoders }: ProcessorTime,
  change: (value: number, of: keyof ProcessorTime) => number,
): ProcessorTime {
  return {
    commands: change(commands, 'commands'),
    server: change(server, 'server'),
    decoders: change(decoders, 'decoders'),
  };
}

function processTimes(): Map<number, ProcessTimes> {
  const all = new Map<number, ProcessTimes>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? [];
      const at = (index: number) => fields[index] ?? 0;
      all.set(Number(pid), { parent: at(1), own: at(11) + at(12), ended: at(13) + at(14) });
    } catch {
      // It ended meanwhile.
    }
  }
  return all;
}
