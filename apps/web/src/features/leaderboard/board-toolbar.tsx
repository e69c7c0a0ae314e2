import type { Leaderboard, LeaderboardRow, Metric } from '@cellboard/contract';
import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { SearchField } from '../../ui/search-field.tsx';
import { boardCsv, boardFileName, boardJson, type BoardExport } from './board-export.ts';
import type { LeaderboardSearch } from './leaderboard-search.ts';
import { MetricChooser } from './metric-chooser.tsx';
import { writeChoice } from './metric-groups.ts';

interface BoardToolbarProps {
  readonly board: Leaderboard;
  readonly rows: readonly LeaderboardRow[];
  readonly metrics: readonly Metric[];
  readonly search: LeaderboardSearch;
  /** The address of this very view, written into exported files. */
  readonly address: string;
  readonly onChange: (change: Partial<LeaderboardSearch>) => void;
  /** Hands a file to the visitor. */
  readonly onSave: (name: string, type: string, text: string) => void;
}

/** What changes the view, and the ways out of it. */
export function BoardToolbar({
  board,
  rows,
  metrics,
  search,
  address,
  onChange,
  onSave,
}: BoardToolbarProps): ReactNode {
  const normalised = search.norm === 'minmax';
  return (
    <div className="toolbar" role="group" aria-label="View">
      <SearchField
        label="Search"
        placeholder="Model, candidate or developer"
        value={search.q}
        onChange={(q) => {
          onChange({ q });
        }}
      />
      <Choice
        label="Scores are"
        value={board.aggregation}
        data={[
          { value: 'mean', label: 'Mean' },
          { value: 'pooled', label: 'Pooled' },
        ]}
        onChange={(value) => {
          onChange({ aggregation: value === 'pooled' ? 'pooled' : 'mean' });
        }}
      />
      <Choice
        label="Values"
        value={search.norm}
        data={[
          { value: 'raw', label: 'Raw' },
          { value: 'minmax', label: 'Normalised' },
        ]}
        onChange={(value) => {
          onChange({ norm: value === 'minmax' ? 'minmax' : 'raw' });
        }}
      />
      <MetricChooser
        metrics={board.metrics}
        shown={metrics}
        onChange={(ids) => {
          onChange({ metrics: writeChoice(ids, board.metrics) });
        }}
      />
      <ExportButtons content={{ board, rows, metrics, search, address }} onSave={onSave} />
      <p className="toolbar-note">
        {aggregationWords[board.aggregation]} {normalised && normalisedWords}
      </p>
    </div>
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
  mean: 'Mean: each image is scored, then the scores are averaged, so that every image weighs the same.',
  pooled: 'Pooled: the cells of all images are counted together and scored once, so that every cell weighs the same.',
} as const;
const normalisedWords =
  'Normalised: each column is rescaled over the rows on screen, 100 for the best and 0 for the worst; where lower is better it is turned round. The raw score stands beside it.';

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly data: { value: string; label: string }[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, data, onChange }: ChoiceProps): ReactNode {
  return (
    <div className="toolbar-choice">
      <span className="field-label" aria-hidden>
        {label}
      </span>
      <SegmentedControl aria-label={label} value={value} data={data} onChange={onChange} />
    </div>
  );
}
