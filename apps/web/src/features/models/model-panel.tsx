import type { Model } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { Fact, FactList } from '../../ui/facts.tsx';
import { Term } from '../../ui/term.tsx';
import { WebLink } from '../../ui/web-link.tsx';
import { outlinesLine, parametersLine, trainingLine, weightsLine } from './model-words.ts';

/** A model's facts in short. */
export function ModelPanel({ model }: { readonly model: Model }): ReactNode {
  const { developer, backbone, paramCount, licence, paperUrl, codeUrl, facts, builtIn } = model;
  return (
    <FactList>
      <Fact name="Developer">{developer}</Fact>
      <Fact name="Year">{facts?.year}</Fact>
      <Fact name="Outlines">{outlinesLine(model)}</Fact>
      <Fact name="Training">{trainingLine(model)}</Fact>
      <Fact name={<Term name="backbone">Backbone</Term>}>{backbone}</Fact>
      <Fact name="Parameters">{parametersLine(paramCount)}</Fact>
      <Fact name="Licence of the code">{licence ?? 'not known'}</Fact>
      <Fact name="Licence of the weights">{facts?.weightsLicence}</Fact>
      <Fact name="Weights">{weightsLine(model)}</Fact>
      <Fact name="Run by">{builtIn ? 'this software itself; takes no predictions from outside' : null}</Fact>
      {paperUrl !== null && (
        <Fact name="Paper">
          <WebLink href={paperUrl} />
        </Fact>
      )}
      {codeUrl !== null && (
        <Fact name="Code">
          <WebLink href={codeUrl} />
        </Fact>
      )}
    </FactList>
  );
}
