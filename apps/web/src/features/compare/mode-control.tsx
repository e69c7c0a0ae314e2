import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { ToolbarChoice } from '../../ui/toolbar.tsx';

/** How panels are compared. */
export type Mode = 'grid' | 'swipe' | 'flicker' | 'diff' | 'map';

const modes: readonly { readonly value: Mode; readonly label: string }[] = [
  { value: 'grid', label: 'Grid' },
  { value: 'swipe', label: 'Swipe' },
  { value: 'flicker', label: 'Flicker' },
  { value: 'diff', label: 'Errors' },
  { value: 'map', label: 'Consensus' },
];

/** What a mode shows, in a sentence. */
export const modeWords: Readonly<Record<Mode, string>> = {
  grid: 'All panels move together. Select a cell to see what each candidate made of it; N goes to the next disagreement.',
  swipe: 'Two panels lie over each other. Drag the divider, or move it with the arrow keys.',
  flicker: 'One panel, one view. Space shows the next segmentation, Shift and Space the one before.',
  diff: 'Each candidate by what it found, missed, invented, split and merged; missed cells are dotted ghosts.',
  map: 'Each pixel by how many of the candidates find a cell there. Point at a region to read it.',
};

interface ModeControlProps {
  readonly mode: Mode;
  readonly onChange: (mode: Mode) => void;
}

/** Chooses how panels are compared. */
export function ModeControl({ mode, onChange }: ModeControlProps): ReactNode {
  return (
    <ToolbarChoice label="Compare by">
      <SegmentedControl
        aria-label="Compare by"
        data={[...modes]}
        value={mode}
        onChange={(value) => {
          onChange(value);
        }}
      />
    </ToolbarChoice>
  );
}
