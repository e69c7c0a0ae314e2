import type { Candidate, Model, ModelResult } from '@cellboard/contract';
import { NativeSelect } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Command } from '../../ui/command.tsx';
import { BoardLink } from '../../ui/links.tsx';
import { SheetSection } from '../../ui/sheet.tsx';
import { fillingCommands, runCommand, type BoardPlace } from './filling-commands.ts';

interface EmptyBoardsProps {
  readonly model: Model;
  /** The candidate in view; null for none, so that its first one is meant. */
  readonly candidate: Candidate | null;
  /** Every board that the model could stand on. */
  readonly boards: readonly BoardPlace[];
  readonly places: readonly ModelResult[];
}

/** The boards without a result of a candidate, and the commands that would fill them. */
export function EmptyBoards({ model, candidate, boards, places }: EmptyBoardsProps): ReactNode {
  const [asked, setAsked] = useState('');
  const meant = candidate ?? model.candidates[0];
  if (!meant || model.ineligible !== null || model.builtIn) return null;
  const isFilled = ({ task, dataset }: BoardPlace) =>
    places.some((place) => place.task === task && place.dataset === dataset && place.candidate === meant.slug);
  const empty = boards.filter((board) => !isFilled(board));
  const board = empty.find((one) => wordOf(one) === asked) ?? empty[0];
  if (!board) return null;
  const choices = empty.map((one) => ({ value: wordOf(one), label: `${one.datasetName} (${one.taskName})` }));
  return (
    <SheetSection title="Leaderboards without a result">
      <p>
        {meant.name} has no result on {empty.length === 1 ? 'one leaderboard' : `${String(empty.length)} leaderboards`}.
        {empty.length === 1 && (
          <>
            {' '}
            <BoardLink task={board.task} dataset={board.dataset}>
              {board.datasetName}
            </BoardLink>
          </>
        )}
      </p>
      {empty.length > 1 && <BoardChoice {...{ choices }} value={wordOf(board)} onChange={setAsked} />}
      <p>
        {runCommand(model, meant) === null
          ? 'Run the model on the images of the dataset, then submit its files in Cellboard’s folder:'
          : 'Run it on the images of the dataset, then submit its files in Cellboard’s folder:'}
      </p>
      <Command about={`the commands that fill the leaderboard ${board.datasetName}`}>
        {fillingCommands(model, meant, board)}
      </Command>
    </SheetSection>
  );
}

const wordOf = ({ task, dataset }: BoardPlace): string => `${task}/${dataset}`;

interface BoardChoiceProps {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function BoardChoice({ choices, value, onChange }: BoardChoiceProps): ReactNode {
  return (
    <NativeSelect
      className="model-empty-board"
      label="Leaderboard"
      data={[...choices]}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
