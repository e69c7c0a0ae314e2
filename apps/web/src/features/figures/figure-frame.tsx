import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { useRef, type ReactNode } from 'react';
import { saveBlob, saveFile } from '../../ui/save-file.ts';
import { filePng, fileSvg } from './file-svg.ts';
import './figures.css';

interface FigureFrameProps {
  readonly title: string;
  /** How to read it. */
  readonly words: ReactNode;
  /** Of the files, without an ending. */
  readonly file: string;
  /** Stand below the figure in its files: what it is of, and where it is found. */
  readonly lines: readonly string[];
  /** The same as a table. */
  readonly table: ReactNode;
  /** The figure, as wide as there is room. */
  readonly children: (width: number) => ReactNode;
}

/** A figure with its title, its files and the same numbers as a table. */
export function FigureFrame({ title, words, file, lines, table, children }: FigureFrameProps): ReactNode {
  const { ref, width } = useElementSize();
  const drawing = useRef<HTMLDivElement>(null);
  const save = (format: 'svg' | 'png'): void => {
    const svg = drawing.current?.querySelector('svg');
    if (svg) void saveAs(svg, { name: file, lines: [title, ...lines], format });
  };
  return (
    <section className="figure" aria-label={title}>
      <div className="figure-head">
        <h2>{title}</h2>
        <div className="figure-files">
          {(['svg', 'png'] as const).map((format) => (
            <Button
              key={format}
              size="compact-sm"
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden />}
              onClick={() => {
                save(format);
              }}
            >
              {format.toUpperCase()}
              <span className="visually-hidden"> of {title}</span>
            </Button>
          ))}
        </div>
      </div>
      <p className="figure-words">{words}</p>
      <div ref={ref}>
        <div ref={drawing} className="figure-drawing">
          {width > 0 && children(Math.floor(width))}
        </div>
      </div>
      <details className="figure-table">
        <summary>Numbers of this figure</summary>
        <div role="region" aria-label={`${title}: numbers, scrolls sideways`} tabIndex={0}>
          {table}
        </div>
      </details>
    </section>
  );
}

interface FileOf {
  readonly name: string;
  readonly lines: readonly string[];
  readonly format: 'svg' | 'png';
}

async function saveAs(svg: SVGSVGElement, { name, lines, format }: FileOf): Promise<void> {
  const text = fileSvg(svg, lines);
  if (format === 'svg') saveFile(`${name}.svg`, 'image/svg+xml', text);
  else saveBlob(`${name}.png`, await filePng(text));
}

interface NumbersProps {
  readonly head: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly (string | number)[] }[];
}

/** The numbers of a figure; the first cell of a row names it. */
export function Numbers({ head, rows }: NumbersProps): ReactNode {
  return (
    <table>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [first, ...others] }) => (
          <tr key={key}>
            <th scope="row">{first}</th>
            {others.map((cell, k) => (
              <td key={k}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
