import { IconCheck, IconLayoutColumns } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { togglePick, useTray, type Tray } from './tray.ts';
import './tray.css';

interface PickIconProps {
  readonly kind: keyof Tray;
  /** `dataset/name` or `model/candidate`. */
  readonly word: string;
  /** What it is, for screen readers. */
  readonly name: string;
}

/** The same as `PickButton` where there is room for an icon only, as on a tile or in a row. */
export function PickIcon({ kind, word, name }: PickIconProps): ReactNode {
  const isPicked = useTray()[kind].includes(word);
  const Icon = isPicked ? IconCheck : IconLayoutColumns;
  return (
    <button
      type="button"
      className="pick-icon"
      aria-pressed={isPicked}
      aria-label={`Pick to compare: ${name}`}
      title={isPicked ? 'Picked to compare' : 'Pick to compare'}
      onClick={() => {
        togglePick(kind, word);
      }}
    >
      <Icon size={15} aria-hidden />
    </button>
  );
}
