import { Button } from '@mantine/core';
import { IconCheck, IconLayoutColumns } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { togglePick, useTray, type Tray } from './tray.ts';

interface PickButtonProps {
  readonly kind: keyof Tray;
  /** `dataset/name` or `model/candidate`. */
  readonly word: string;
  /** What it is, for screen readers. */
  readonly name: string;
}

/** Puts something into the tray of what is compared, or takes it out. */
export function PickButton({ kind, word, name }: PickButtonProps): ReactNode {
  const isPicked = useTray()[kind].includes(word);
  const Icon = isPicked ? IconCheck : IconLayoutColumns;
  return (
    <Button
      variant="default"
      size="sm"
      aria-pressed={isPicked}
      leftSection={<Icon size={16} aria-hidden />}
      onClick={() => {
        togglePick(kind, word);
      }}
    >
      {isPicked ? 'Picked' : 'Pick to compare'}
      <span className="visually-hidden"> {name}</span>
    </Button>
  );
}
