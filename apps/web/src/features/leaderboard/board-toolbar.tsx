import type { ImagesPage, Leaderboard, LeaderboardRow } from '@cellboard/contract';
import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CopyButton } from '../../ui/copy-button.tsx';
import { counted } from '../../ui/counted.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { Term } from '../../ui/term.tsx';
import { Toolbar, ToolbarChoice } from '../../ui/toolbar.tsx';
import { askedDay } from './board-at-date.ts';
import { hasControls, type BoardColumn } from './board-columns.ts';
import { BoardDate } from './board-date.tsx';
import { drawingOf, isHeat, isHuman, type Drawing } from './board-drawing.ts';
import { boardCsv, boardFileName, boardJson, boardTsv, type BoardExport } from './board-export.ts';
import { choosable, chosenMetrics, writeChoice } from './board-metrics.ts';
import { hasHumanScale, humanScaleWords } from './human-scale.ts';
import { ImageFacets } from './image-facets.tsx';
import type { LeaderboardSearch } from './leaderboard-search.ts';
import { MetricChooser } from './metric-chooser.tsx';

interface BoardToolbarProps {
  readonly board: Leaderboard;
  readonly rows: readonly LeaderboardRow[];
  readonly columns: readonly BoardColumn[];
  readonly search: LeaderboardSearch;
  /** Classes of images to choose from; undefined until they are known. */
  readonly facets: ImagesPage['facets'] | undefined;
  /** The address of this very view, written into exported files. */
  readonly address: string;
  readonly onChange: (change: Partial<LeaderboardSearch>) => void;
  /** Saves a file on the visitor's computer. */
  readonly onSave: (name: string, type: string, text: string) => void;
}

/** Controls of the view, and exports. */
export function BoardToolbar(props: BoardToolbarProps): ReactNode {
  const { board, rows, columns, search, facets, address, onChange, onSave } = props;
  const drawing = drawingOf(board, search, columns);
  const onHeat = isHeat(drawing);
  const hasHuman = hasHumanScale(board, columns);
  const asked = askedDay(search.at);
  return (
    <Toolbar
      label="View"
      more="View"
      first={
        <SearchField
          label="Search"
          placeholder="Find a model"
          value={search.q}
          onChange={(q) => {
            onChange({ q });
          }}
        />
      }
    >
      {isOverDatasets(board) && <ViewChoice view={search.view} onChange={onChange} />}
      <AggregationChoice board={board} onChange={onChange} />
      {(!onHeat || hasHuman) && <ScaleChoice {...{ drawing, hasHuman, onChange }} />}
      {!onHeat && (
        <MetricChooser
          metrics={choosable(board.available)}
          shown={chosenMetrics(search.metrics, board.task.primaryMetric)}
          onChange={(ids) => {
            onChange({ metrics: writeChoice(ids, board.available) });
          }}
        />
      )}
      {board.overall && <SeenChoice seen={search.seen} onChange={onChange} />}
      {hasControls(board) && <ControlsChoice controls={search.controls} onChange={onChange} />}
      <ImageFacets {...{ facets, search, onChange }} />
      <BoardDate
        value={asked.kind === 'day' ? asked.day : ''}
        onChange={(at) => {
          onChange({ at });
        }}
      />
      <ExportButtons content={{ board, rows, columns, search, address }} onSave={onSave} />
      <Note {...{ board, rows, drawing, search }} />
    </Toolbar>
  );
}

const isOverDatasets = ({ dataset, task }: Leaderboard): boolean => dataset === null && task.datasets.length > 1;

type OnChange = Pick<BoardToolbarProps, 'onChange'>;

interface SegmentsProps<Value extends string> {
  readonly name: string;
  /** In the place of the name, such as one that is explained. */
  readonly label?: ReactNode;
  readonly value: Value;
  readonly choices: readonly (readonly [value: Value, label: string])[];
  readonly onChoose: (value: Value) => void;
}

function Segments<Value extends string>(props: SegmentsProps<Value>): ReactNode {
  const { name, label = name, value, choices, onChoose } = props;
  return (
    <ToolbarChoice label={label}>
      <SegmentedControl
        aria-label={name}
        value={value}
        data={choices.map(([one, words]) => ({ value: one, label: words }))}
        onChange={onChoose}
      />
    </ToolbarChoice>
  );
}

function ViewChoice({ view, onChange }: OnChange & Pick<LeaderboardSearch, 'view'>): ReactNode {
  return (
    <Segments
      name="Compare by"
      value={view}
      choices={[
        ['datasets', 'Dataset'],
        ['metrics', 'Metric'],
      ]}
      onChoose={(chosen) => {
        onChange({ view: chosen });
      }}
    />
  );
}

function AggregationChoice({ board, onChange }: OnChange & Pick<BoardToolbarProps, 'board'>): ReactNode {
  return (
    <Segments
      name="Average over"
      label={<Term name="pooled">Average over</Term>}
      value={board.aggregation}
      choices={[
        ['mean', 'Images'],
        ['pooled', 'All cells'],
      ]}
      onChoose={(aggregation) => {
        onChange({ aggregation });
      }}
    />
  );
}

function SeenChoice({ seen, onChange }: OnChange & Pick<LeaderboardSearch, 'seen'>): ReactNode {
  return (
    <Segments
      name="Overall from"
      value={seen}
      choices={[
        ['', 'Unseen data'],
        ['count', 'All data'],
      ]}
      onChoose={(chosen) => {
        onChange({ seen: chosen });
      }}
    />
  );
}

function ControlsChoice({ controls, onChange }: OnChange & Pick<LeaderboardSearch, 'controls'>): ReactNode {
  return (
    <Segments
      name="Show controls"
      value={controls}
      choices={[
        ['', 'No'],
        ['show', 'Yes'],
      ]}
      onChoose={(chosen) => {
        onChange({ controls: chosen });
      }}
    />
  );
}

interface ScaleChoiceProps extends OnChange {
  readonly drawing: Drawing;
  readonly hasHuman: boolean;
}

function ScaleChoice({ drawing, hasHuman, onChange }: ScaleChoiceProps): ReactNode {
  const choices = [
    ['raw', 'Scores'],
    ...(isHeat(drawing) ? [] : [['minmax', '0–100 scale'] as const]),
    ...(hasHuman ? [['human', 'Chance to human'] as const] : []),
  ] as const;
  return (
    <Segments<LeaderboardSearch['norm']>
      name="Show"
      value={isHuman(drawing) ? 'human' : drawing === 'rescaled' ? 'minmax' : 'raw'}
      choices={choices}
      onChoose={(chosen) => {
        onChange({ norm: chosen });
      }}
    />
  );
}

interface ExportButtonsProps {
  readonly content: BoardExport;
  readonly onSave: BoardToolbarProps['onSave'];
}

function ExportButtons({ content, onSave }: ExportButtonsProps): ReactNode {
  const { board, rows } = content;
  const icon = <IconDownload size={16} aria-hidden />;
  return (
    <div className="toolbar-end">
      <CopyButton
        text={() => boardTsv(content)}
        label="Copy table"
        done="Copied"
        disabled={rows.length === 0}
        otherwise="The browser refused the clipboard. Save the table as CSV instead."
      />
      <Button
        variant="default"
        leftSection={icon}
        disabled={rows.length === 0}
        onClick={() => {
          onSave(boardFileName(board, 'csv'), 'text/csv;charset=utf-8', boardCsv(content));
        }}
      >
        CSV
      </Button>
      <Button
        variant="default"
        leftSection={icon}
        disabled={rows.length === 0}
        onClick={() => {
          onSave(boardFileName(board, 'json'), 'application/json', boardJson(content));
        }}
      >
        JSON
      </Button>
    </div>
  );
}

const aggregationWords = {
  mean: 'Each image is scored, then the scores are averaged: every image counts the same.',
  pooled: 'The cells of all images are counted together and scored once: every cell counts the same.',
} as const;
/** Which images a board is cut down to; empty for all. */
function sliceWords({ slice }: Pick<Leaderboard, 'slice'>): string {
  if (!slice) return '';
  const images = counted(slice.images, 'image', 'images');
  return `Only ${images} with the chosen measures count, in scores, ranks and intervals.`;
}

const rescaledWords =
  '0–100 scale: 100 is the best and 0 the worst of the complete results on screen; others can lie outside. For metrics where lower is better, the scale is inverted. The score stands beside it.';
const fewWords = 'With so few candidates this scale says little: one has 100, another 0.';

const noHumanWords =
  'There is no scale between chance and human here: it needs the controls of the dataset of a column, so the scores are shown as they are.';
const controlsWords = 'Controls and second annotators show what a score means. They are never ranked.';

/** Fewer candidates say nothing on a scale from best to worst. */
const enoughToScale = 3;

interface NoteProps extends Pick<BoardToolbarProps, 'board' | 'rows' | 'search'> {
  readonly drawing: Drawing;
}

function Note({ board, rows, drawing, search }: NoteProps): ReactNode {
  const isRescaled = drawing === 'rescaled';
  return (
    <p className="toolbar-note">
      {sliceWords(board)} {aggregationWords[board.aggregation]} {isRescaled && rescaledWords}{' '}
      {isRescaled && rows.length < enoughToScale && fewWords} {isHuman(drawing) && humanScaleWords(board)}
      {search.norm === 'human' && !isHuman(drawing) && noHumanWords}{' '}
      {search.controls === 'show' && hasControls(board) && controlsWords}
    </p>
  );
}
