/** The system counts processor time in steps of a few ms: so much is spent on each step, and shared out to the runs. */
export const SPENT_MS = 300;
export const WARM_RUNS = 5;

/** Processor time of one run in ms, the mean of many: what the code costs, whatever else the machine does meanwhile. */
export function cost(work: () => unknown): number {
  for (let run = 0; run < WARM_RUNS; run++) work();
  const start = process.threadCpuUsage();
  for (let runs = 1; ; runs++) {
    work();
    const { user, system } = process.threadCpuUsage(start);
    const spent = (user + system) / 1000;
    if (spent >= SPENT_MS) return spent / runs;
  }
}
