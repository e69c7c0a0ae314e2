import type { Model, ModelResult } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { CardFacts, type CardFact } from '../../ui/cards.tsx';
import { ModelLink } from '../../ui/links.tsx';
import { makerLine, outlinesLine, parametersLine, trainingLine, weightsLine } from './model-words.ts';
import './model-view.css';

interface ModelCardProps {
  readonly model: Model;
  /** Its places on the boards; undefined while they load. */
  readonly places: readonly ModelResult[] | undefined;
}

/** A summary of a model, with a link to its page. */
export function ModelCard({ model, places }: ModelCardProps): ReactNode {
  const { slug, name, description, ineligible, boardCount } = model;
  return (
    <li className="card">
      <div>
        <h3>
          <ModelLink model={slug}>{name}</ModelLink>
        </h3>
        <p className="card-line">{makerLine(model)}</p>
      </div>
      {boardCount > 0 && <p className="card-line model-best">{places ? bestLine(places) : '\u00A0'}</p>}
      {description !== '' && <p className="card-words">{description}</p>}
      <CardFacts facts={factsOf(model)} />
      {ineligible !== null && <p className="card-barred">{ineligible}</p>}
    </li>
  );
}

/** The best place among those of all candidates. */
function bestLine(places: readonly ModelResult[]): ReactNode {
  const ranked = places.filter(({ rank }) => rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const [best] = ranked;
  if (!best) return <span className="tag">on a board, not ranked</span>;
  return (
    <>
      <span className="tag" data-kind="good">
        rank {best.rank} of {best.rankedCount}
      </span>{' '}
      on {best.datasetName}
      {ranked.length > 1 && `, ${String(ranked.length)} places in all`}
    </>
  );
}

function factsOf(model: Model): CardFact[] {
  const { backbone, paramCount } = model;
  const parameters = paramCount === 0 ? null : parametersLine(paramCount);
  const size = [backbone, parameters && `${parameters} parameters`].filter((part) => part !== null);
  return [
    ['Outlines', outlinesLine(model)],
    ['Training', trainingLine(model)],
    ['Backbone', size.length > 0 ? size.join(', ') : null],
    ['Licence', model.licence],
    ['Weights', weightsLine(model)],
  ];
}
