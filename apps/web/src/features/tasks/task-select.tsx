import type { Task } from '@cellboard/contract';
import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';

interface TaskSelectProps {
  readonly tasks: readonly Task[];
  readonly value: string;
  /** Names the choice of no task; without it a task must be chosen. */
  readonly none?: string;
  readonly onChange: (task: string) => void;
}

/** Chooses a task. A task that is not in the list stays visible as what was asked for. */
export function TaskSelect({ tasks, value, none, onChange }: TaskSelectProps): ReactNode {
  const known = value === '' || tasks.some(({ slug }) => slug === value);
  const data = [
    ...(none === undefined ? [] : [{ value: '', label: none }]),
    ...tasks.map(({ slug, name }) => ({ value: slug, label: name })),
    ...(known ? [] : [{ value, label: value }]),
  ];
  return (
    <NativeSelect
      className="task-select"
      label="Task"
      data={data}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
