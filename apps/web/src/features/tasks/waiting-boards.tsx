import type { Dataset, Task } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Command } from '../../ui/command.tsx';
import { counted } from '../../ui/counted.ts';

interface WaitingBoardsProps {
  readonly task: Pick<Task, 'object' | 'takes' | 'datasets'>;
  /** Every dataset on this site and in the catalogue. */
  readonly datasets: readonly Dataset[];
}

/** Catalogued datasets that would open a board of a task, each with the command that imports it. */
export function WaitingBoards({ task, datasets }: WaitingBoardsProps): ReactNode {
  const waiting = waitingFor(task, datasets);
  if (waiting.length === 0) return null;
  return (
    <details className="waiting-boards">
      <summary>
        {counted(waiting.length, 'catalogued dataset', 'catalogued datasets')} without images here: how to open{' '}
        {waiting.length === 1 ? 'its leaderboard' : 'their leaderboards'}
      </summary>
      <p>
        Get the files from the provider, then run the command in Cellboard’s folder. Publishing the dataset opens its
        leaderboard; submit predictions with <code>npx cellboard predictions add</code>.
      </p>
      <ul>
        {waiting.map(({ dataset, command }) => (
          <li key={dataset.slug}>
            <Link to="/datasets/$dataset" params={{ dataset: dataset.slug }}>
              {dataset.name}
            </Link>
            <Command about={`the command that imports ${dataset.name}`}>{command}</Command>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The datasets that are only catalogued and outline what a task asks for, with the first command that imports each. */
export function waitingFor(
  { object, takes, datasets: taken }: WaitingBoardsProps['task'],
  datasets: readonly Dataset[],
) {
  if (takes !== 'all') return [];
  return datasets.flatMap((dataset) => {
    const { slug, version, facts } = dataset;
    if (version !== null || taken.some((one) => one.slug === slug) || !facts?.objects.includes(object)) return [];
    const command = facts.ineligible === null ? commandFor(object, facts) : undefined;
    return command === undefined ? [] : [{ dataset, command }];
  });
}

/** A dataset may outline both: the command of the other truth says so with `--object`. */
function commandFor(object: Task['object'], { objects, commands }: NonNullable<Dataset['facts']>): string | undefined {
  const named = commands.find((command) => command.includes(`--object ${object}`));
  return named ?? (objects[0] === object ? commands[0] : undefined);
}
