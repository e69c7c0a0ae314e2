import type { Model } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { Fact, FactList } from '../../ui/facts.tsx';
import { WebLink } from '../../ui/web-link.tsx';
import { outlinesLine, parametersLine, weightsLine } from './model-words.ts';

/** A model's facts in short. */
export function ModelPanel({ model }: { readonly model: Model }): ReactNode {
  const { developer, learningMethod, backbone, paramCount, licence, paperUrl, codeUrl, facts } = model;
  return (
    <FactList>
      <Fact name="Developer">{developer}</Fact>
      <Fact name="Year">{facts?.year}</Fact>
      <Fact name="Outlines">{outlinesLine(model)}</Fact>
      <Fact name="Learning method">{learningMethod}</Fact>
      <Fact name="Backbone">{backbone}</Fact>
      <Fact name="Parameters">{parametersLine(paramCount)}</Fact>
      <Fact name="Licence of the code">{licence ?? 'not known'}</Fact>
      <Fact name="Licence of the weights">{facts?.weightsLicence}</Fact>
      <Fact name="Weights">{weightsLine(model)}</Fact>
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
