import type { DatasetResult, Leaderboard, LeaderboardRow } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { ExposureBadge } from '../../ui/exposure-badge.tsx';
import { ModelLink } from '../../ui/links.tsx';
import { PickIcon } from '../../viewing/pick-icon.tsx';
import { datasetsOn, whyUnranked, type BoardColumn } from './board-columns.ts';
import { isHeat, type Drawing, type ExposureReason } from './board-drawing.ts';
import { isBest, type ColumnScales } from './board-scales.ts';
import { HeatCell } from './heat-cell.tsx';
import type { CandidateInterval } from './intervals/board-intervals.ts';
import { isTiedWithBest, rankRangeWords } from './intervals/interval-words.ts';
import { ScoreCell } from './score-cell.tsx';

interface BoardRowProps {
  readonly board: Leaderboard;
  readonly row: LeaderboardRow;
  /** From 1, in this view. Shown where the row is ranked: others are in no order of merit. */
  readonly position: number;
  /** Whether the rows without a rank begin here. */
  readonly isFirstUnranked: boolean;
  /** Receives the element of a row whose height is not known. */
  readonly measure: ((row: Element | null) => void) | undefined;
  readonly columns: readonly BoardColumn[];
  readonly scales: ColumnScales;
  readonly drawing: Drawing;
  /** How sure its rank and its score are; undefined until that is known. */
  readonly interval: CandidateInterval | undefined;
  readonly exposureReason: ExposureReason;
  /** The address at which a number is explained. */
  readonly why: (row: LeaderboardRow, column: BoardColumn) => string;
}

/** One candidate: position, rank, name, coverage and scores. */
export function BoardRow(props: BoardRowProps): ReactNode {
  const { row, position, columns, isFirstUnranked, measure } = props;
  return (
    <>
      {isFirstUnranked && (
        <tr className="board-line">
          <td colSpan={columns.length + 4}>
            <span>Not ranked</span>
          </td>
        </tr>
      )}
      <tr
        ref={measure}
        data-index={position - 1}
        data-unranked={row.rank === null || undefined}
        aria-rowindex={position + 1}
      >
        <td className="board-position">{row.rank !== null && position}</td>
        <Rank {...props} />
        <ModelCell {...props} />
        <Coverage row={row} />
        {columns.map((column) => (
          <Score key={column.id} column={column} {...props} />
        ))}
      </tr>
    </>
  );
}

function Rank({ board, row, interval }: BoardRowProps): ReactNode {
  if (row.rank === null) {
    return (
      <td className="board-rank">
        <span title={whyUnranked(row, board)}>–</span>
      </td>
    );
  }
  const range = interval ? rankRangeWords(interval.rank) : '';
  return (
    <td className="board-rank">
      {row.rank}
      {range !== '' && (
        <span className="board-range">
          <span className="visually-hidden"> of </span>
          {range}
        </span>
      )}
    </td>
  );
}

function ModelCell({ board, row, exposureReason }: BoardRowProps): ReactNode {
  const { model, modelName, candidate, candidateName, developer } = row;
  const [only, ...others] = row.results;
  const isOneDataset = board.dataset !== null || board.task.datasets.length === 1;
  return (
    <th scope="row" className="board-model">
      <span className="board-model-line">
        <ModelLink className="board-model-name" model={model} candidate={candidate}>
          {modelName}
        </ModelLink>
        <PickIcon kind="candidates" word={`${model}/${candidate}`} name={`${modelName} · ${candidateName}`} />
      </span>
      <span className="board-model-detail">
        {candidateName} · {developer}
      </span>
      <span className="board-model-detail board-model-coverage">{coverageText(row)} images</span>
      {row.rank === null && <span className="board-model-detail board-model-why">{whyUnranked(row, board)}</span>}
      {isOneDataset && only && others.length === 0 && (
        <span className="board-model-badge">
          <Badge {...{ board, row, exposureReason }} result={only} />
        </span>
      )}
    </th>
  );
}

interface BadgeProps extends Pick<BoardRowProps, 'board' | 'row' | 'exposureReason'> {
  readonly result: DatasetResult;
}

function Badge({ board, row, result, exposureReason }: BadgeProps): ReactNode {
  return (
    <ExposureBadge
      exposure={result.exposure}
      images={datasetName(board, result.dataset)}
      candidate={`${row.modelName} · ${row.candidateName}`}
      reason={() => exposureReason(row, result)}
    />
  );
}

const datasetName = ({ task }: Leaderboard, dataset: string): string =>
  task.datasets.find(({ slug }) => slug === dataset)?.name ?? dataset;

function Score(props: BoardRowProps & { readonly column: BoardColumn }): ReactNode {
  const { board, row, column, drawing, scales, interval, exposureReason } = props;
  const score = column.score(row);
  const extent = scales.extents.get(column.id) ?? null;
  const best = isBest(scales, row, { board, column });
  const why = props.why(row, column);
  const decides = column.metric.id === board.task.primaryMetric && row.rank !== null;
  if (!isHeat(drawing)) {
    return (
      <ScoreCell
        metric={column.metric}
        {...{ score, extent, why }}
        isBest={best}
        isTied={decides && isTiedWithBest(interval)}
        range={decides ? (interval?.score ?? null) : null}
        isWhole={scales.wholes.has(column.id)}
        ends={scales.ends.get(column.id)}
      />
    );
  }
  const result = column.result?.(row);
  return (
    <HeatCell
      {...{ column, score, result, extent, why }}
      ends={scales.ends.get(column.id)}
      isBest={best}
      behind={column.id === 'overall' ? behindWords(board, row) : null}
      badge={result && result.exposure !== 'unseen' && <Badge {...{ board, row, result, exposureReason }} />}
    />
  );
}

/** How many datasets are behind an adjusted score; null where all are. */
function behindWords(board: Leaderboard, { counted, kind }: LeaderboardRow): string | null {
  const datasets = datasetsOn(board).length;
  return kind === 'method' && counted < datasets ? `${String(counted)} of ${String(datasets)}, adjusted` : null;
}

/** How many of how many images have a prediction; a dash where that is not known. */
function coverageText({ imageCount, missingCount }: LeaderboardRow): string {
  return `${missingCount === null ? '–' : String(imageCount - missingCount)}/${String(imageCount)}`;
}

/** Images without a prediction count as empty, but those of a dataset without a result are not scored at all. */
function coverageWords({ imageCount, missingCount, results }: LeaderboardRow): string {
  if (missingCount === null)
    return 'Scored on another version of the dataset, so it is not known how many images of this one have a prediction.';
  if (missingCount === 0) return 'Every image has a prediction.';
  const counted = results.reduce((sum, result) => sum + result.missingCount, 0);
  const unscored = missingCount - counted;
  const how =
    unscored <= 0
      ? 'they count as “no cells found”.'
      : counted === 0
        ? 'they are not scored.'
        : `${String(counted)} of them count as “no cells found”, the others are not scored.`;
  return `${String(missingCount)} of ${String(imageCount)} images have no prediction; ${how}`;
}

function Coverage({ row }: { readonly row: LeaderboardRow }): ReactNode {
  const missingCount = row.missingCount ?? 0;
  return (
    <td className="board-coverage" data-partial={missingCount > 0 || undefined} title={coverageWords(row)}>
      {coverageText(row)}
      {missingCount > 0 && <span className="board-missing">{missingCount} missing</span>}
    </td>
  );
}
