import type { Dataset, DatasetDetails } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CardFacts, type CardFact } from '../../ui/cards.tsx';
import { firstWords, handingOn, objectsLine, sizeLine } from './dataset-words.ts';

interface DatasetCardProps {
  readonly dataset: Dataset;
  readonly tasks: DatasetDetails['tasks'];
  /** Some of its images. */
  readonly children?: ReactNode;
}

/** What a dataset is at a glance, as a way to its page. */
export function DatasetCard({ dataset, tasks, children }: DatasetCardProps): ReactNode {
  const { slug, name, description, facts } = dataset;
  const size = sizeLine(dataset);
  return (
    <li className="card">
      {children}
      <div>
        <h3>
          <Link to="/datasets/$dataset" params={{ dataset: slug }}>
            {name}
          </Link>
        </h3>
        <p className="card-line">
          {[size, facts?.year].filter((part) => part != null).join(' · ') || 'size not known'}
        </p>
      </div>
      {description !== '' && <p className="card-words">{description}</p>}
      <CardFacts facts={factsOf(dataset)} />
      {facts?.ineligible != null && <p className="card-barred">No task can be made of it.</p>}
      {tasks.length > 0 && <Ways tasks={tasks} />}
    </li>
  );
}

function factsOf({ licence, redistributable, facts }: Dataset): CardFact[] {
  return [
    ['Outlines', facts && objectsLine(facts.objects)],
    ['Imaging', facts && firstWords([...facts.modalities, ...facts.stains], 3)],
    ['Tissue', facts && firstWords(facts.tissues, 3)],
    ['Licence', `${licence}, ${handingOn(redistributable).short}`],
  ];
}

function Ways({ tasks }: { readonly tasks: DatasetDetails['tasks'] }): ReactNode {
  return (
    <p className="card-foot">
      {tasks.map(({ slug, name }) => (
        <Link key={slug} to="/leaderboards/$task" params={{ task: slug }}>
          Board: {name}
        </Link>
      ))}
      <Link to="/gallery" search={{ task: tasks[0]?.slug ?? '' }}>
        Gallery
      </Link>
    </p>
  );
}
