import type { CellStatus } from '@cellboard/viewer';
import type { ViewerHandle } from '@cellboard/viewer/react';
import { useState, type ReactNode } from 'react';
import type { FigureWords } from './figure.ts';
import { saveFigure } from './save-figure.ts';

/** Statuses in a figure's legend. */
export const legendStatuses: readonly CellStatus[] = ['matched', 'missed', 'invented', 'split', 'merged', 'boundary'];

interface FigureButtonsProps {
  readonly viewer: { readonly current: ViewerHandle | null };
  readonly words: () => FigureWords;
  /** Of the file, without its ending. */
  readonly name: string;
}

/** Saves what the viewer shows as a figure. */
export function FigureButtons({ viewer, words, name }: FigureButtonsProps): ReactNode {
  const [failure, setFailure] = useState<string | null>(null);
  const save = (format: 'svg' | 'png'): void => {
    const { current } = viewer;
    setFailure(null);
    if (!current) return;
    saveFigure(current, words(), { name, format }).catch((error: unknown) => {
      setFailure(error instanceof Error ? error.message : 'The figure could not be made.');
    });
  };
  return (
    <>
      <ul className="menu-list">
        <li>
          <button
            type="button"
            onClick={() => {
              save('png');
            }}
          >
            PNG picture
          </button>
        </li>
        <li>
          <button
            type="button"
            onClick={() => {
              save('svg');
            }}
          >
            SVG figure
          </button>
        </li>
      </ul>
      {failure !== null && <p role="alert">{failure}</p>}
    </>
  );
}
