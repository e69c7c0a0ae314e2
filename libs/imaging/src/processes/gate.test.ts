import { Gate } from './gate.ts';

/** A task that ends when the test says so. */
function task() {
  let end!: () => void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { run: () => ended, end };
}

it('lets in no more than it may, and the others in the order they came', async () => {
  const gate = new Gate(2);
  const log: string[] = [];
  const tasks = ['a', 'b', 'c', 'd'].map((name) => ({ name, ...task() }));
  const passed = tasks.map(({ name, run, end }) => ({
    end,
    done: gate.pass(async () => {
      log.push(`${name} in`);
      await run();
      log.push(`${name} out`);
      return name;
    }),
  }));
  await Promise.resolve();
  expect(log).toEqual(['a in', 'b in']);
  passed[1]?.end();
  expect(await passed[1]?.done).toBe('b');
  for (const { end } of passed) end();
  await Promise.all(passed.map(({ done }) => done));
  expect(log.filter((line) => line.endsWith('in'))).toEqual(['a in', 'b in', 'c in', 'd in']);
});

it('gives the place of a task that failed to the next one', async () => {
  const gate = new Gate(1);
  await expect(gate.pass(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await gate.pass(() => Promise.resolve('next'))).toBe('next');
});
