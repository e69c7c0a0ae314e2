import { writeRanges, type DatasetStatistics, type Histogram } from '@cellboard/contract';
import { Skeleton } from '@mantine/core';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { counted, grouped } from '../../ui/counted.ts';
import { ImagesLink } from '../../ui/links.tsx';
import { boundsWords, figure, rangedNames } from '../../ui/measure-words.ts';
import './histograms.css';

interface HistogramsProps {
  readonly dataset: string;
  readonly statistics: DatasetStatistics;
}

/** How the images of a dataset are spread over what was measured. Each bar leads to its images. */
export function Histograms({ dataset, statistics: { images, histograms } }: HistogramsProps): ReactNode {
  if (histograms.length === 0) return <p className="sheet-note">Its images were not measured yet.</p>;
  return (
    <>
      <p className="sheet-note">Select a bar to see its images.</p>
      <div className="histograms">
        {histograms.map((histogram) => (
          <HistogramChart key={histogram.measure} {...{ dataset, images, histogram }} />
        ))}
      </div>
    </>
  );
}

type Bin = Histogram['bins'][number];

interface HistogramChartProps {
  readonly dataset: string;
  /** All images of the dataset. */
  readonly images: number;
  readonly histogram: Histogram;
}

function HistogramChart({ dataset, images, histogram }: HistogramChartProps): ReactNode {
  const { measure, bins } = histogram;
  const [looked, look] = useState<Bin | null>(null);
  const [stop, setStop] = useState<Bin | undefined>(bins.find((bin) => bin.images > 0));
  const { name } = rangedNames[measure];
  const most = Math.max(...bins.map((bin) => bin.images));
  return (
    <figure className="histogram">
      <figcaption>
        <span className="histogram-name">{name}</span>{' '}
        <span className="histogram-words">{looked ? binWords(measure, looked) : usualWords(histogram, images)}</span>
      </figcaption>
      <p className="histogram-most" aria-hidden>
        {grouped(most)}
      </p>
      <div
        className="histogram-bars"
        role="toolbar"
        aria-label={`${name}: bars that lead to their images`}
        onKeyDown={moveFocus}
        onPointerLeave={() => {
          look(null);
        }}
      >
        {bins.map((bin) => {
          const height = { '--height': bin.images / most };
          if (bin.images === 0) return <span key={bin.from} className="histogram-bar" style={height} />;
          const seen = () => {
            look(bin);
          };
          return (
            <span key={bin.from} className="histogram-bar" style={height} onPointerEnter={seen}>
              <ImagesLink
                search={{ dataset, within: writeRanges([{ measure, ...boundsOf(bin) }]) }}
                aria-label={binWords(measure, bin)}
                tabIndex={bin === stop ? 0 : -1}
                onFocus={() => {
                  setStop(bin);
                  look(bin);
                }}
                onBlur={() => {
                  look(null);
                }}
              >
                <span className="histogram-fill" />
              </ImagesLink>
            </span>
          );
        })}
      </div>
      <p className="histogram-ends" aria-hidden>
        {edgesOf(bins).map((edge) => (
          <span key={edge}>{figure(edge)}</span>
        ))}
      </p>
    </figure>
  );
}

/** The median, and what else has to be known of a histogram. */
function usualWords({ measure, bins, known, median }: Histogram, images: number): string {
  const { unit } = rangedNames[measure];
  const lengths = bins.map(({ from, below }) => below - from);
  const isGrowing = Math.max(...lengths) > 1.5 * Math.min(...lengths);
  return [
    `median ${figure(median)}${unit === '' ? '' : `\u00A0${unit}`}`,
    ...(known < images ? [`known of ${grouped(known)} of ${counted(images, 'image', 'images')}`] : []),
    ...(isGrowing ? ['log scale'] : []),
  ].join(', ');
}

const boundsOf = ({ from, below }: Bin) => ({ from, below });

const binWords = (measure: Histogram['measure'], bin: Bin): string =>
  `${boundsWords({ measure, ...boundsOf(bin) })}: ${counted(bin.images, 'image', 'images')}`;

/** The first edge, one in the middle, and the last. */
function edgesOf(bins: readonly Bin[]): number[] {
  const edges = [...bins.map(({ from }) => from), bins.at(-1)?.below ?? 0];
  const middle = bins.length % 2 === 0 ? [edges[bins.length / 2] ?? 0] : [];
  return [edges[0] ?? 0, ...middle, edges.at(-1) ?? 0];
}

/** The arrow keys walk along the bars, of which the tab key reaches one. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  links[Math.min(Math.max(to, 0), links.length - 1)]?.focus();
}

/** The outline of histograms that are loading. */
export function HistogramsSkeleton(): ReactNode {
  return (
    <div className="histograms" aria-busy="true">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <Skeleton key={key} height={150} radius={8} />
      ))}
    </div>
  );
}
