import type { Task } from '@cellboard/contract';
import { Select, type ComboboxData } from '@mantine/core';
import { useState, type ReactNode } from 'react';

/** A task, or one of its datasets; both empty for everything. */
export interface TaskChoice {
  readonly task: string;
  readonly dataset: string;
}

interface TaskSelectProps {
  readonly label: string;
  readonly tasks: readonly Task[];
  readonly value: TaskChoice;
  /** Names the choice of everything; without it a task must be chosen. */
  readonly all?: string;
  readonly onChange: (choice: TaskChoice) => void;
}

/**
 * Chooses a task or one of its datasets: arrow keys move through the list, Enter chooses. Typing narrows the list. What
 * is not in the list stays visible as the requested one.
 */
export function TaskSelect({ label, tasks, value, all, onChange }: TaskSelectProps): ReactNode {
  const chosen = canonical(value, tasks);
  const [isNarrowed, setNarrowed] = useState(false);
  const shared = sharedNames(tasks);
  const groups = tasks.filter(({ datasets }) => datasets.length > 0).map((task) => groupOf(task, shared));
  const isKnown =
    (chosen === nothing && all !== undefined) ||
    groups.some(({ items }) => items.some((item) => item.value === chosen));
  const data: ComboboxData = [
    ...(all === undefined ? [] : [{ value: nothing, label: all }]),
    ...(isKnown ? [] : [{ value: chosen, label: nameOf(value, tasks) }]),
    ...groups,
  ];
  const labels = new Set([
    all,
    nameOf(value, tasks),
    ...groups.flatMap(({ items }) => items.map((item) => item.label)),
  ]);
  return (
    <Select
      className="task-select"
      label={label}
      data={data}
      value={chosen}
      allowDeselect={false}
      searchable
      // Enter takes the first match of what was typed; before that, the chosen one is marked.
      selectFirstOptionOnChange={isNarrowed}
      onSearchChange={(words) => {
        setNarrowed(!labels.has(words));
      }}
      nothingFoundMessage="No board has this name"
      maxDropdownHeight={360}
      // In its place on the page, so that it lies in a landmark.
      comboboxProps={{ shadow: 'md', withinPortal: false }}
      onChange={(next) => {
        const [task = '', dataset = ''] = (next ?? '').split('/');
        onChange({ task, dataset });
      }}
    />
  );
}

/** The word for everything; slugs have two characters and more. */
const nothing = '/';

/** Names of datasets that several tasks score: the field shows one without the heading of its task. */
function sharedNames(tasks: readonly Task[]): ReadonlySet<string> {
  const names = tasks.flatMap(({ datasets }) => datasets.map((dataset) => dataset.name));
  return new Set(names.filter((name, i) => names.indexOf(name) !== i));
}

function groupOf({ slug, name, datasets }: Task, shared: ReadonlySet<string>) {
  const [only, ...others] = datasets;
  const labelOf = (dataset: string) => (shared.has(dataset) && dataset !== name ? `${dataset} (${name})` : dataset);
  const items = datasets.map((dataset) => ({ value: `${slug}/${dataset.slug}`, label: labelOf(dataset.name) }));
  const count = String(datasets.length);
  const whole = only && others.length > 0 ? [{ value: `${slug}/`, label: `${name}: all ${count} datasets` }] : [];
  return { group: name, items: [...whole, ...items] };
}

/** One word for a choice; a task with one dataset is that dataset. */
function canonical({ task, dataset }: TaskChoice, tasks: readonly Task[]): string {
  const [only, ...others] = tasks.find(({ slug }) => slug === task)?.datasets ?? [];
  return `${task}/${dataset === '' && only && others.length === 0 ? only.slug : dataset}`;
}

function nameOf({ task, dataset }: TaskChoice, tasks: readonly Task[]): string {
  if (dataset === '') return tasks.find(({ slug }) => slug === task)?.name ?? task;
  const known = tasks.flatMap(({ datasets }) => datasets).find(({ slug }) => slug === dataset);
  return known?.name ?? dataset;
}
