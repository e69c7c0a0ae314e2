import type { Task } from '@cellboard/contract';
import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { taskFacts } from './task-facts.ts';
import './task-cards.css';

/** Every task with its size, as a way to its board. */
export function TaskCards({ tasks }: { readonly tasks: readonly Task[] }): ReactNode {
  return (
    <ul className="task-cards">
      {tasks.map((task) => (
        <li key={task.slug} className="task-card">
          <h2>
            <Link to="/leaderboards/$task" params={{ task: task.slug }}>
              {task.name}
            </Link>
          </h2>
          {task.description !== '' && <p>{task.description}</p>}
          <p className="task-card-facts">{taskFacts(task)}</p>
        </li>
      ))}
    </ul>
  );
}

/** The outline of the cards that are on their way. */
export function TaskCardsSkeleton(): ReactNode {
  return (
    <div className="task-cards" aria-busy="true">
      <p className="visually-hidden" role="status">
        Loading the tasks …
      </p>
      {[0, 1, 2].map((card) => (
        <Skeleton key={card} height={140} />
      ))}
    </div>
  );
}
