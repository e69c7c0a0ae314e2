import type { Task } from '@cellboard/contract';
import { screen, waitFor, within } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { aTask, aTaskDataset } from '../../testing/samples.ts';
import { show } from '../../testing/show.tsx';
import { TaskSelect, type TaskChoice } from './task-select.tsx';

const tasks: readonly Task[] = [
  aTask('cells', { datasets: [], version: null }),
  aTask('nuclei', { datasets: [aTaskDataset('dsb', { name: 'DSB' }), aTaskDataset('tissue', { name: 'Tissue' })] }),
  aTask('demo', { datasets: [aTaskDataset('drawn', { name: 'Drawn' })] }),
];

function open(value: TaskChoice, all?: string) {
  const chosen: TaskChoice[] = [];
  function Page(): ReactNode {
    const [now, setNow] = useState(value);
    return (
      <TaskSelect
        label="Board"
        tasks={tasks}
        value={now}
        {...(all !== undefined && { all })}
        onChange={(next) => {
          chosen.push(next);
          setNow(next);
        }}
      />
    );
  }
  return { ...show(<Page />), chosen, field: screen.getByRole<HTMLInputElement>('combobox', { name: 'Board' }) };
}

it('offers tasks with images by their datasets, and all together where there are several', async () => {
  const { visitor, field } = open({ task: 'nuclei', dataset: '' });
  expect(field.value).toBe('Nuclei: all 2 datasets');
  await visitor.click(field);
  expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
    'Nuclei: all 2 datasets',
    'DSB',
    'Tissue',
    'Drawn',
  ]);
  expect(within(screen.getByRole('listbox')).queryByText('Cells')).toBeNull();
});

it('moves by arrow keys and chooses by Enter, keeping the focus', async () => {
  const { visitor, field, chosen } = open({ task: 'nuclei', dataset: 'dsb' });
  await visitor.click(field);
  await visitor.keyboard('{ArrowDown}{ArrowDown}');
  expect(chosen).toEqual([]);
  await visitor.keyboard('{Enter}');
  expect(chosen).toHaveLength(1);
  expect(document.activeElement).toBe(field);
});

it('starts from the chosen board, not from the first', async () => {
  const { visitor, field, chosen } = open({ task: 'nuclei', dataset: 'tissue' });
  await visitor.click(field);
  await visitor.keyboard('{Enter}');
  expect(chosen).toEqual([]);
  await visitor.click(field);
  await waitFor(() => {
    expect(screen.getAllByRole('option')).toHaveLength(4);
  });
  await visitor.keyboard('{ArrowDown}{Enter}');
  expect(chosen).toEqual([{ task: 'demo', dataset: 'drawn' }]);
});

it('leaves the choice as it was on Escape', async () => {
  const { visitor, field, chosen } = open({ task: 'nuclei', dataset: 'dsb' });
  await visitor.click(field);
  await visitor.keyboard('{ArrowDown}{Escape}');
  expect(chosen).toEqual([]);
  expect(field.value).toBe('DSB');
});

it('narrows the list by typing', async () => {
  const { visitor, field, chosen } = open({ task: 'nuclei', dataset: '' });
  await visitor.click(field);
  await visitor.clear(field);
  await visitor.type(field, 'draw{Enter}');
  expect(chosen).toEqual([{ task: 'demo', dataset: 'drawn' }]);
});

it('takes a task with one dataset for that dataset', () => {
  expect(open({ task: 'demo', dataset: '' }).field.value).toBe('Drawn');
});

it.each([
  [{ task: '', dataset: '' }, 'All tasks'],
  [{ task: '', dataset: 'tissue' }, 'Tissue'],
  [{ task: 'cells', dataset: '' }, 'Cells'],
  [{ task: 'nowhere', dataset: '' }, 'nowhere'],
  [{ task: 'nuclei', dataset: 'nothing' }, 'nothing'],
])('shows what was asked for: %j', (value, label) => {
  expect(open(value, 'All tasks').field.value).toBe(label);
});

it('chooses everything where that is offered', async () => {
  const { visitor, field, chosen } = open({ task: 'nuclei', dataset: 'dsb' }, 'All tasks');
  await visitor.click(field);
  await visitor.click(screen.getByRole('option', { name: 'All tasks' }));
  expect(chosen).toEqual([{ task: '', dataset: '' }]);
});

it('tells boards of one dataset apart by their tasks', () => {
  const twice = [...tasks, aTask('own', { name: 'DSB', datasets: [aTaskDataset('dsb', { name: 'DSB' })] })];
  const fieldOf = (task: string) => {
    const { unmount } = show(
      <TaskSelect label="Board" tasks={twice} value={{ task, dataset: 'dsb' }} onChange={() => undefined} />,
    );
    const { value } = screen.getByRole<HTMLInputElement>('combobox', { name: 'Board' });
    unmount();
    return value;
  };
  expect([fieldOf('nuclei'), fieldOf('own')]).toEqual(['DSB (Nuclei)', 'DSB']);
});
