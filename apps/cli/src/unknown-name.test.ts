import { namesInstead } from './unknown-name.ts';

const tasks = (names: readonly string[]) => ({ things: 'tasks', names, command: 'cellboard tasks' });

it('lists what there is, and the one that may be meant first', () => {
  expect(namesInstead('nuclie', tasks(['cells', 'nuclei']))).toBe('Did you mean nuclei? The tasks are: nuclei, cells.');
  expect(namesInstead('demo', tasks(['cells', 'demo-cells']))).toBe(
    'Did you mean demo-cells? The tasks are: demo-cells, cells.',
  );
  expect(namesInstead('x', tasks(['cells', 'nuclei']))).toBe('The tasks are: cells, nuclei.');
  expect(namesInstead('x', tasks([]))).toBe('There are no tasks yet.');
});

it('lists some where there are many, and says how to see all', () => {
  const names = Array.from({ length: 25 }, (_, i) => `task-${String(i)}`);
  expect(namesInstead('no', tasks(names))).toBe(
    `The tasks are: ${names.slice(0, 10).join(', ')} … ("cellboard tasks" lists all 25).`,
  );
  expect(namesInstead('no', { things: 'tasks', names })).toBe(
    `The tasks are: ${names.slice(0, 10).join(', ')} … and 15 more.`,
  );
});

it('lists the nearest also where they stand at the end', () => {
  const names = [...Array.from({ length: 25 }, (_, i) => `data-${String(i)}`), 'livecell', 'livecell-val'];
  expect(namesInstead('livecel', { things: 'datasets', names, command: 'cellboard tasks' })).toMatch(
    /^Did you mean livecell\? The datasets are: livecell, livecell-val, data-0, data-1, /,
  );
});
