import type { TaskObject } from '@cellboard/contract';
import type { ReactNode } from 'react';
import './object-drawing.css';

const words: Readonly<Record<TaskObject, string>> = {
  cell: 'Cell: the outline follows the membrane, with all that is inside.',
  nucleus: 'Nucleus: the outline follows the nucleus alone, whatever lies around it.',
};

/** What is outlined in tasks of cells and of nuclei, drawn side by side. The one of the task is marked. */
export function ObjectDrawing({ object }: { readonly object: TaskObject | undefined }): ReactNode {
  return (
    <div className="object-drawing">
      {(['cell', 'nucleus'] as const).map((one) => (
        <figure key={one} data-chosen={one === object || undefined}>
          <Cells outlined={one} />
          <figcaption>
            {words[one]}
            {one === object && <strong> This task.</strong>}
          </figcaption>
        </figure>
      ))}
    </div>
  );
}

/** Two neighbours that touch: their bodies, and the nucleus in each. */
const bodies = [
  'M14 52C10 30 26 12 48 14c16 1 24 12 25 27 1 20-8 37-29 38-17 1-27-9-30-27Z',
  'M74 44c2-18 14-30 32-27 20 3 29 20 26 39-3 17-17 27-34 23-18-4-27-16-24-35Z',
] as const;
const nuclei = [
  'M30 48c0-10 7-17 16-16s14 8 13 17-8 15-16 14-13-7-13-15Z',
  'M94 46c1-9 9-14 17-12s12 9 10 17-9 13-17 11-11-8-10-16Z',
] as const;

function Cells({ outlined }: { readonly outlined: TaskObject }): ReactNode {
  const lines = outlined === 'cell' ? bodies : nuclei;
  return (
    <svg viewBox="0 0 146 94" aria-hidden>
      <g className="object-bodies">
        {bodies.map((path) => (
          <path key={path} d={path} />
        ))}
      </g>
      <g className="object-nuclei">
        {nuclei.map((path) => (
          <path key={path} d={path} />
        ))}
      </g>
      {lines.map((path, i) => (
        <path key={path} d={path} className={`object-outline object-outline-${String(i)}`} />
      ))}
    </svg>
  );
}
