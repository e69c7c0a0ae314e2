import { Button, TextInput } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { dayWords, today } from './board-at-date.ts';
import './board-date.css';

interface BoardDateProps {
  /** Such as `2026-01-31`; empty for now. */
  readonly value: string;
  readonly onChange: (day: string) => void;
}

/** Chooses the day whose board is shown; empty for the board of now. */
export function BoardDate({ value, onChange }: BoardDateProps): ReactNode {
  const [draft, setDraft] = useState(value);
  const [followed, setFollowed] = useState(value);
  if (followed !== value) {
    setFollowed(value);
    setDraft(value);
  }
  return (
    <TextInput
      className="board-date"
      label="Board on"
      type="date"
      // Years that are typed digit by digit are no choice yet.
      min="2000-01-01"
      max={today()}
      value={draft}
      onChange={({ currentTarget: { value: day, validity } }) => {
        setDraft(day);
        if (validity.valid && day !== value) onChange(day);
      }}
    />
  );
}

interface PastNoticeProps {
  readonly day: string;
  readonly onNow: () => void;
}

/** Above a board of the past: which day it shows, and a link to the current one. */
export function PastNotice({ day, onNow }: PastNoticeProps): ReactNode {
  return (
    <div className="board-past" role="note">
      <IconHistory size={18} aria-hidden />
      <p>
        This is the leaderboard at the end of <strong>{dayWords(day)}</strong> (UTC). Results that came later are left
        out.
      </p>
      <NowButton onNow={onNow} />
    </div>
  );
}

/** Leads back to the board of now. */
export function NowButton({ onNow }: Pick<PastNoticeProps, 'onNow'>): ReactNode {
  return (
    <Button variant="default" size="compact-sm" onClick={onNow}>
      Show the current leaderboard
    </Button>
  );
}
