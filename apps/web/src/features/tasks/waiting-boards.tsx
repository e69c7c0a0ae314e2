import type { Dataset, Task } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Command } from '../../ui/command.tsx';
import { counted } from '../../ui/counted.ts';
import { importCommand } from '../../ui/import-command.ts';

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
        Run the commands in Cellboard’s folder. <code>datasets get</code> downloads the files; where it is missing, get
        them from the provider first. Publishing the dataset opens its leaderboard; submit predictions with{' '}
        <code>npx cellboard predictions add</code>.
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

/** The datasets that are only catalogued and outline what a task asks for, with what imports that truth of each. */
export function waitingFor(
  { object, takes, datasets: taken }: WaitingBoardsProps['task'],
  datasets: readonly Dataset[],
) {
  if (takes !== 'all') return [];
  return datasets.flatMap((dataset) => {
    const { slug, version, facts } = dataset;
    if (version !== null || facts === null || taken.some((one) => one.slug === slug)) return [];
    const command = importCommand(object, facts);
    return command === undefined ? [] : [{ dataset, command }];
  });
}
