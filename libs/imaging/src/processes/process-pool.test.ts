import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { children } from './children.fixture.ts';
import { ProcessPool, type ProcessPoolOptions } from './process-pool.ts';
import { residentBytes } from './resident-bytes.ts';

const pools: ProcessPool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

/** For what is not about time, on a busy machine. */
const LIMITS = { seconds: 60, memoryBytes: 512 * 2 ** 20, heapMiB: 64 };

function open(options: Partial<ProcessPoolOptions['limits']> = {}, processes = 1): ProcessPool {
  const pool = new ProcessPool(new URL('./hard-tasks.fixture', import.meta.url), {
    processes,
    limits: { ...LIMITS, ...options },
  });
  pools.push(pool);
  return pool;
}

const ask = (pool: ProcessPool, task: string, ...parameters: unknown[]) => pool.run({ task, parameters });
const pidOf = async (pool: ProcessPool): Promise<number> => {
  const outcome = await ask(pool, 'pid');
  if (!('done' in outcome)) throw new Error('The process did not answer.');
  return outcome.done as number;
};
/** Kills the process that does a task: the first that is found and is not among those already killed. */
async function killNext(killed: number[]): Promise<void> {
  for (;;) {
    const pid = children()?.find((one) => !killed.includes(one));
    if (pid !== undefined && (residentBytes(pid) ?? 0) > 30 * 2 ** 20) {
      process.kill(pid, 'SIGKILL');
      killed.push(pid);
      return;
    }
    await sleep(20);
  }
}

it('answers, tells what the input is to blame for, and what it is not', async () => {
  const pool = open();
  expect(await ask(pool, 'add', 1, 2)).toEqual({ done: 3 });
  expect(await ask(pool, 'blame')).toEqual({ refused: { code: 'BLAME', message: 'The input is wrong.' } });
  expect(await ask(pool, 'fail')).toEqual({
    fault: { name: 'TypeError', details: expect.stringContaining('This is a mistake.') as string },
  });
  expect(await ask(pool, 'nothing')).toMatchObject({
    fault: { details: expect.stringContaining('no task nothing') as string },
  });
});

it('gives a process none of its settings', async () => {
  expect(await ask(open(), 'environment')).toEqual({ done: [] });
});

const onLinux = process.platform === 'linux' ? it : it.skip;
if (process.platform !== 'linux') console.warn('Tests that look at processes are left out: only Linux has /proc.');

onLinux('does a task once more whose process was killed in the middle', async () => {
  const pool = open();
  const first = await pidOf(pool);
  const answer = ask(pool, 'wait', 300);
  process.kill(first, 'SIGKILL');
  const outcome = await answer;
  expect(outcome).toEqual({ done: expect.any(Number) as number });
  expect(outcome).not.toEqual({ done: first });
});

onLinux('gives up a task whose process was killed twice, and works on', async () => {
  const pool = open();
  const killed = [await pidOf(pool)];
  const answer = ask(pool, 'wait', 60_000);
  process.kill(killed[0]!, 'SIGKILL');
  await killNext(killed);
  expect(await answer).toEqual({ ended: 'killed', how: 'SIGKILL' });
  expect(new Set(killed).size).toBe(2);
  expect(await ask(pool, 'add', 1, 2)).toEqual({ done: 3 });
});

onLinux('starts another process where an idle one was killed', async () => {
  const pool = open();
  const first = await pidOf(pool);
  process.kill(first, 'SIGKILL');
  expect(await pidOf(pool)).not.toBe(first);
});

it('takes SIGTERM for a kill, which a task that ends itself time after time does not escape', async () => {
  expect(await ask(open(), 'end', 'SIGTERM')).toEqual({ ended: 'killed', how: 'SIGTERM' });
});

onLinux('ends a process that takes more memory than it may, once, and works on', async () => {
  const pool = open({ memoryBytes: 200 * 2 ** 20 });
  const first = await pidOf(pool);
  expect(await ask(pool, 'take', 300 * 2 ** 20)).toEqual({ ended: 'memory', how: '200 MiB' });
  expect(await pidOf(pool)).not.toBe(first);
});

onLinux('offers its processes to a system that runs out of memory before itself', async () => {
  const pid = await pidOf(open());
  expect(readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8')).toBe('1000\n');
});

it('outlives a process whose heap is full', async () => {
  const pool = open();
  expect(await ask(pool, 'fillHeap')).toEqual({ ended: 'died', how: 'SIGABRT' });
  expect(await ask(pool, 'add', 1, 2)).toEqual({ done: 3 });
});

it.each(['wait', 'loop'])('ends a task that takes too long, and does not try it again: %s', async (task) => {
  const pool = open({ seconds: 1 });
  await ask(pool, 'pid'); // a process that is starting is not waited for
  const begin = performance.now();
  expect(await ask(pool, task, 60_000)).toEqual({ ended: 'timeout', how: '1 s' });
  expect(performance.now() - begin).toBeLessThan(30_000);
  expect(await ask(pool, 'add', 1, 2)).toEqual({ done: 3 });
});

it('gives the task that is done once more its whole time', async () => {
  const pool = open({ seconds: 6 });
  const first = await pidOf(pool);
  const answer = ask(pool, 'wait', 3500);
  await sleep(3000);
  process.kill(first, 'SIGKILL');
  expect(await answer).toEqual({ done: expect.any(Number) as number });
});

it('stops what its signal stops, running or waiting, and nothing else', async () => {
  const pool = open();
  const stop = new AbortController();
  const stopped = [1, 2].map(() => pool.run({ task: 'loop', parameters: [] }, stop.signal));
  const other = ask(pool, 'add', 1, 2);
  await sleep(100);
  stop.abort(new Error('enough'));
  expect(await Promise.allSettled(stopped)).toMatchObject([
    { status: 'rejected', reason: { message: 'enough' } },
    { status: 'rejected', reason: { message: 'enough' } },
  ]);
  expect(await other).toEqual({ done: 3 });
  await expect(pool.run({ task: 'pid', parameters: [] }, stop.signal)).rejects.toThrow('enough');
});

it('is closed in the middle of a start, of a task and of a queue', async () => {
  const pool = open({}, 2);
  await ask(pool, 'pid');
  const asked = ['loop', 'loop', 'pid'].map((task) => ask(pool, task));
  const answers = Promise.allSettled(asked);
  await pool.close();
  for (const answer of await answers) expect(answer).toMatchObject({ reason: { name: 'PoolClosedError' } });
});
