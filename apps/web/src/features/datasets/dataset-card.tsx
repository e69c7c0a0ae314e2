import { handingOn, type Dataset } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Command } from '../../ui/command.tsx';
import { CardFacts, type CardFact } from '../../ui/cards.tsx';
import { BoardLink, ImagesLink } from '../../ui/links.tsx';
import {
  firstWords,
  handingOnWords,
  isUnchecked,
  objectsLine,
  outlinedIn,
  sizeLine,
  uncheckedWords,
} from './dataset-words.ts';

interface DatasetCardProps {
  readonly dataset: Dataset;
  /** Some of its images. */
  readonly children?: ReactNode;
}

/** A summary of a dataset, with a link to its page. */
export function DatasetCard({ dataset, children }: DatasetCardProps): ReactNode {
  const { slug, name, description, synthetic, version, facts } = dataset;
  const size = sizeLine(dataset);
  return (
    <li className="card">
      {children}
      <div>
        <h3>
          <Link to="/datasets/$dataset" params={{ dataset: slug }}>
            {name}
          </Link>
          {synthetic && <span className="tag card-tag">synthetic</span>}
        </h3>
        <p className="card-line">
          <span className="card-size">{size ?? 'size not known'}</span>
          {facts?.year != null && ` · published ${String(facts.year)}`}
          {version !== null && (
            <>
              {' '}
              <span className="tag" data-kind="good">
                on this site
              </span>
            </>
          )}
        </p>
      </div>
      {description !== '' && <p className="card-words">{description}</p>}
      <CardFacts facts={factsOf(dataset)} />
      <Importing dataset={dataset} />
      {facts?.ineligible != null && <p className="card-barred">Cannot be used for ranking: {facts.ineligible}</p>}
    </li>
  );
}

/** The command that imports what is not on this site, and whether anybody compared the facts with the files. */
function Importing({ dataset }: { readonly dataset: Dataset }): ReactNode {
  const { name, version, facts } = dataset;
  const command = version === null && facts?.ineligible === null ? facts.commands[0] : undefined;
  return (
    <>
      {command !== undefined && <Command about={`the command that imports ${name}`}>{command}</Command>}
      {isUnchecked(dataset) && <p className="card-note">{uncheckedWords}</p>}
    </>
  );
}

function factsOf(dataset: Dataset): CardFact[] {
  const { slug, version, licence, redistributable, facts, boards } = dataset;
  return [
    ['Annotated', objectsLine(outlinedIn(dataset))],
    ['Imaging', facts && firstWords([...facts.modalities, ...facts.stains], 3)],
    ['Tissue', facts && firstWords(facts.tissues, 3)],
    ['Licence', <Licence key="licence" {...{ licence, redistributable }} />],
    ['See', version === null ? null : <Ways key="ways" slug={slug} boards={boards} />],
  ];
}

function Licence({ licence, redistributable }: Pick<Dataset, 'licence' | 'redistributable'>): ReactNode {
  const way = handingOn({ licence, redistributable });
  return (
    <>
      {licence}{' '}
      <span className="tag" data-kind={way === 'free' ? 'good' : undefined}>
        {handingOnWords[way].short}
      </span>
    </>
  );
}

function Ways({ slug, boards }: Pick<Dataset, 'slug' | 'boards'>): ReactNode {
  return (
    <span className="card-ways">
      <ImagesLink search={{ dataset: slug }}>Images</ImagesLink>
      {boards.map(({ task, taskName }) => (
        <BoardLink key={task} task={task} dataset={slug}>
          {boards.length > 1 ? `Leaderboard: ${taskName}` : 'Leaderboard'}
        </BoardLink>
      ))}
    </span>
  );
}
