import type { ImageDetails } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { counted } from '../../ui/counted.ts';
import { Fact, FactList } from '../../ui/facts.tsx';
import { figure } from '../../ui/measure-words.ts';

const notStated = 'not stated';
const stated = (word: string | null): string | null => (word === notStated ? null : word);

interface ImageFactsProps {
  readonly image: ImageDetails;
  /** What was measured, each figure with its name. */
  readonly measured: readonly (readonly [name: string, words: string])[];
}

/** What is known of an image. */
export function ImageFacts({ image, measured }: ImageFactsProps): ReactNode {
  const { width, height, pixelSizeUm, samples, split, dataset, datasetName, datasetVersion, licence } = image;
  return (
    <FactList>
      <Fact name="Dataset">
        <Link to="/datasets/$dataset" params={{ dataset }}>
          {datasetName}
        </Link>
        , version {datasetVersion}
      </Fact>
      <Fact name="Size">
        {width} × {height} px
        {pixelSizeUm !== null && ` (${figure(width * pixelSizeUm)} × ${figure(height * pixelSizeUm)} µm)`}
      </Fact>
      <Fact name="Pixel size">{pixelSizeUm === null ? 'not known' : `${figure(pixelSizeUm)} µm`}</Fact>
      <Fact name="Samples">{samples && samplesLine(samples)}</Fact>
      <Fact name="Channels">{samples && channelsLine(samples)}</Fact>
      <Fact name="Cell type">{stated(image.cellType)}</Fact>
      <Fact name="Imaging">{stated(image.modality)}</Fact>
      <Fact name="Stain">{stated(image.stain)}</Fact>
      <Fact name="Tissue">{stated(image.tissue)}</Fact>
      <Fact name="Split">{split}</Fact>
      {measured.map(([name, words]) => (
        <Fact key={name} name={name}>
          {words}
        </Fact>
      ))}
      <Fact name="Not scored">{image.hasIgnore && 'the hatched part, where the annotation is not certain'}</Fact>
      <Fact name="Licence">{licence}</Fact>
    </FactList>
  );
}

type Samples = NonNullable<ImageDetails['samples']>;

function samplesLine({ dtype, bitDepth, whiteIsZero }: Samples): string {
  return [`${String(bitDepth)} bits`, dtype, ...(whiteIsZero ? ['0 is white'] : [])].join(', ');
}

function channelsLine({ channels, colours }: Samples): string {
  if (colours) return 'red, green and blue';
  const names = channels.map(({ name }, k) => name ?? `channel ${String(k + 1)}`);
  return channels.some(({ name }) => name !== null)
    ? names.join(', ')
    : counted(channels.length, 'channel', 'channels');
}
