import type { CandidateId, LeaderboardRow, Metric } from '@cellboard/contract';
import { useState, type ReactNode } from 'react';
import { formatScore } from '../../ui/format-score.ts';
import { MOST_PAIRED, type BoardFigures, type Pair } from './board-figures.ts';
import { DotFigure } from './dot-figure.tsx';
import { FigureFrame, Numbers } from './figure-frame.tsx';
import type { FigureProps } from './figure-parts.tsx';
import { basisWords, methodNames, methodWords, neededWords } from './figure-words.ts';
import { LineFigure, type Line } from './line-figure.tsx';
import { PairFigure } from './pair-figure.tsx';
import { RankFigure } from './rank-figure.tsx';

export interface FiguresViewProps {
  readonly figures: BoardFigures;
  /** That ranks. */
  readonly metric: Metric;
  readonly rows: readonly LeaderboardRow[];
  /** F1 at growing thresholds of IoU for each ranked candidate; empty until they are known. */
  readonly thresholds: { readonly stops: readonly string[]; readonly lines: readonly Line[] };
  /** Begins the names of files, such as `cellboard_nuclei_dsb2018`. */
  readonly file: string;
  /** What the board is and where, for files. */
  readonly lines: readonly string[];
}

type Shared = Omit<FigureProps, 'width'>;
interface PartProps extends FiguresViewProps {
  readonly shared: Shared;
}

/** The figures of a board, in which one candidate is marked everywhere at once. */
export function FiguresView(props: FiguresViewProps): ReactNode {
  const { rows, thresholds, figures } = props;
  const [active, onActive] = useState<CandidateId | null>(null);
  const names = new Map(rows.map((row) => [row.candidateId, nameOf(row, rows)]));
  const shared: Shared = { active, onActive, nameOf: (id) => names.get(id) ?? id };
  const part = { ...props, shared };
  return (
    <div className="figures">
      <Scores {...part} />
      <Ranks {...part} />
      {figures.pairs.length > 0 && <Differences {...part} />}
      {figures.methods.length > 0 && <Methods {...part} />}
      {thresholds.lines.length > 0 && <Thresholds {...part} />}
    </div>
  );
}

/** The name of a model, with that of the candidate where a model has several. */
function nameOf({ model, modelName, candidateName }: LeaderboardRow, rows: readonly LeaderboardRow[]): string {
  const isAlone = rows.filter((row) => row.model === model).length === 1;
  return isAlone ? modelName : `${modelName} · ${candidateName}`;
}

const unitOf = ({ name, unit }: Metric): string => (unit === null ? name : `${name} (${unit})`);

function Scores({ figures, metric, file, lines, shared }: PartProps): ReactNode {
  const { candidates } = figures;
  const format = (score: number): string => formatScore(metric, score, false);
  return (
    <FigureFrame
      title={`${metric.name} with 95 % intervals`}
      words={`${basisWords(figures)} Candidates in colour cannot be told from the best.`}
      file={`${file}_scores`}
      lines={lines}
      table={
        <Numbers
          head={['Candidate', unitOf(metric), 'Low', 'High']}
          rows={candidates.map(({ id, score, range }) => ({
            key: id,
            cells: [
              shared.nameOf(id),
              format(score),
              ...(range ? [format(range.low), format(range.high)] : ['–', '–']),
            ],
          }))}
        />
      }
    >
      {(width) => <DotFigure {...{ ...shared, width, candidates }} metric={unitOf(metric)} />}
    </FigureFrame>
  );
}

function Ranks({ figures, file, lines, shared }: PartProps): ReactNode {
  const { candidates } = figures;
  return (
    <FigureFrame
      title="How sure the ranks are"
      words="The larger a disc, the more often that rank came up when images were drawn anew. The line is the 95 % confidence interval of the rank, which holds for all candidates together; the mark is the rank on the leaderboard."
      file={`${file}_ranks`}
      lines={lines}
      table={
        <Numbers
          head={['Candidate', 'Rank', 'Low', 'High', 'Share of draws at this rank']}
          rows={candidates.map(({ id, rank, ranks, shares }) => ({
            key: id,
            cells: [shared.nameOf(id), rank, ranks.low, ranks.high, `${((shares[rank - 1] ?? 0) * 100).toFixed(0)} %`],
          }))}
        />
      }
    >
      {(width) => <RankFigure {...{ ...shared, width, candidates }} />}
    </FigureFrame>
  );
}

function Differences({ figures, metric, file, lines, shared }: PartProps): ReactNode {
  const { candidates, pairs, onLogs } = figures;
  const ids = candidates.slice(0, MOST_PAIRED).map(({ id }) => id);
  const format = (difference: number): string => differenceText(metric, difference, onLogs);
  const few = candidates.length > ids.length ? ` The first ${String(ids.length)} candidates are compared.` : '';
  return (
    <FigureFrame
      title="Which candidates can be told apart"
      words={`Filled: the row is better than the column, by more than chance. An outline: these images cannot tell them apart. Each pair is looked at by itself, so among 20 pairs about one is filled by chance; the intervals of ranks take that into account.${few}${onLogs ? ' Differences are those of logarithms.' : ''}`}
      file={`${file}_differences`}
      lines={lines}
      table={<PairNumbers {...{ pairs, format, shared }} />}
    >
      {(width) => <PairFigure {...{ ...shared, width, ids, pairs, format }} />}
    </FigureFrame>
  );
}

function differenceText(metric: Metric, difference: number, onLogs: boolean): string {
  if (onLogs || metric.range[1] !== null) return difference.toFixed(3);
  return difference.toFixed(2);
}

interface PairNumbersProps {
  readonly pairs: readonly Pair[];
  readonly format: (difference: number) => string;
  readonly shared: Shared;
}

function PairNumbers({ pairs, format, shared: { nameOf: named } }: PairNumbersProps): ReactNode {
  return (
    <Numbers
      head={['Pair', 'Difference', '95 % interval', 'Smallest difference shown', 'What it would take']}
      rows={pairs.map((pair) => ({
        key: `${pair.first} ${pair.second}`,
        cells: [
          `${named(pair.first)} − ${named(pair.second)}`,
          format(pair.difference),
          `${format(pair.range.low)} to ${format(pair.range.high)}`,
          format(pair.smallestShown),
          neededWords(pair),
        ],
      }))}
    />
  );
}

function Methods({ figures, file, lines, shared }: PartProps): ReactNode {
  const { candidates, methods } = figures;
  const count = candidates.length;
  const drawn = candidates.map(({ id }, k): Line => ({ id, values: methods.map(({ ranks }) => ranks[k] ?? null) }));
  const tau = methods
    .slice(1)
    .map((each) => `${methodNames[each.method]} ${each.tau === null ? '–' : each.tau.toFixed(2)}`);
  return (
    <FigureFrame
      title="Ranks by other methods"
      words={`How much the order depends on the way to rank. Kendall’s tau with the ranks by the mean (1: the same order): ${tau.join(', ')}.`}
      file={`${file}_methods`}
      lines={lines}
      table={
        <>
          <Numbers
            head={['Candidate', ...methods.map(({ method }) => methodNames[method])]}
            rows={drawn.map(({ id, values }) => ({
              key: id,
              cells: [shared.nameOf(id), ...values.map((rank) => rank ?? '–')],
            }))}
          />
          <ul className="plain-list">
            {methods.map(({ method }) => (
              <li key={method}>
                {methodNames[method]}: {methodWords[method]}.
              </li>
            ))}
          </ul>
        </>
      }
    >
      {(width) => (
        <LineFigure
          {...{ ...shared, width, lines: drawn }}
          stops={methods.map(({ method }) => methodNames[method])}
          extent={[count, 1]}
          marks={count <= 12 ? candidates.map((_, k) => k + 1) : [1, count]}
          height={Math.max(180, Math.min(30 * count, 18 * count + 60) + 40)}
          label={`Ranks of ${String(count)} candidates by ${String(methods.length)} methods`}
        />
      )}
    </FigureFrame>
  );
}

function Thresholds({ thresholds: { stops, lines: drawn }, file, lines, shared }: PartProps): ReactNode {
  return (
    <FigureFrame
      title="F1 at growing overlap"
      words="How many cells are found when the outline has to fit better and better. A line that falls late draws outlines well; one that starts high and falls early finds cells but draws them roughly."
      file={`${file}_thresholds`}
      lines={lines}
      table={
        <Numbers
          head={['Candidate', ...stops.map((stop) => `F1 at ${stop}`)]}
          rows={drawn.map(({ id, values }) => ({
            key: id,
            cells: [shared.nameOf(id), ...values.map((value) => value?.toFixed(3) ?? '–')],
          }))}
        />
      }
    >
      {(width) => (
        <LineFigure
          {...{ ...shared, width, lines: drawn, stops }}
          extent={[0, 1]}
          marks={[0, 0.25, 0.5, 0.75, 1]}
          height={Math.max(320, 17 * drawn.length + 60)}
          label={`F1 of ${String(drawn.length)} candidates at ${String(stops.length)} thresholds of IoU`}
        />
      )}
    </FigureFrame>
  );
}
