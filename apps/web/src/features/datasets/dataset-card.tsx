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
          <span className="card-size">{size ?? 'size not known'}</span>
          {facts?.year != null && ` · ${String(facts.year)}`}
        </p>
      </div>
      {description !== '' && <p className="card-words">{description}</p>}
      <CardFacts facts={factsOf(dataset, tasks)} />
      {facts?.ineligible != null && <p className="card-barred">No task can be made of it: {facts.ineligible}</p>}
    </li>
  );
}

function factsOf({ licence, redistributable, facts }: Dataset, tasks: DatasetDetails['tasks']): CardFact[] {
  return [
    ['Outlines', facts && objectsLine(facts.objects)],
    ['Imaging', facts && firstWords([...facts.modalities, ...facts.stains], 3)],
    ['Tissue', facts && firstWords(facts.tissues, 3)],
    ['Licence', <Licence key="licence" {...{ licence, redistributable }} />],
    ['Images', tasks[0] ? <Gallery key="gallery" task={tasks[0].slug} /> : null],
    ['Boards', tasks.length > 0 ? <Boards key="boards" tasks={tasks} /> : null],
  ];
}

function Licence({ licence, redistributable }: Pick<Dataset, 'licence' | 'redistributable'>): ReactNode {
  return (
    <>
      {licence}{' '}
      <span className="tag" data-kind={redistributable ? 'good' : undefined}>
        {handingOn(redistributable).short}
      </span>
    </>
  );
}

function Gallery({ task }: { readonly task: string }): ReactNode {
  return (
    <span className="card-ways">
      <Link to="/gallery" search={{ task }}>
        in the gallery
      </Link>
    </span>
  );
}

function Boards({ tasks }: { readonly tasks: DatasetDetails['tasks'] }): ReactNode {
  return (
    <span className="card-ways">
      {tasks.map(({ slug, name }) => (
        <Link key={slug} to="/leaderboards/$task" params={{ task: slug }}>
          {name}
        </Link>
      ))}
    </span>
  );
}
