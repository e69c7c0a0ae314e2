import { colourMap, LOOKS, type CellStatus } from '@cellboard/viewer';
import type { ReactNode } from 'react';
import { LongTable } from '../../viewing/long-table.tsx';
import type { HeatRow } from './heat-rows.ts';
import './heat-map.css';

interface HeatMapProps {
  readonly rows: readonly HeatRow[];
  /** Of the candidates, in the order of the columns. */
  readonly names: readonly string[];
  /** Number of the selected cell of the truth; 0 for none. */
  readonly selected: number;
  readonly onSelect: (cell: number) => void;
}

/** Cell by candidate: the IoU of each match, as a colour and a number. A row selects its cell in all panels. */
export function HeatMap({ rows, names, selected, onSelect }: HeatMapProps): ReactNode {
  return (
    <LongTable
      label="Cells of the ground truth by candidate"
      rows={rows}
      at={rows.findIndex(({ cell }) => cell === selected)}
      columns={names.length + 2}
      head={
        <tr>
          <th scope="col">Cell</th>
          {names.map((name) => (
            <th key={name} scope="col" className="heat-head" title={name}>
              {name}
            </th>
          ))}
          <th scope="col" className="long-table-number">
            Found by
          </th>
        </tr>
      }
      keyOf={({ cell }) => String(cell)}
      onSelect={({ cell }) => {
        onSelect(cell);
      }}
    >
      {({ id, ious, statuses, found }) => (
        <>
          <th scope="row">{id}</th>
          {ious.map((iou, k) => (
            <Heat key={names[k]} iou={iou} status={statuses[k] ?? 'plain'} />
          ))}
          <td className="long-table-number">
            {found} of {names.length}
          </td>
        </>
      )}
    </LongTable>
  );
}

const map = colourMap('cividis');

function Heat({ iou, status }: { readonly iou: number; readonly status: CellStatus }): ReactNode {
  const at = Math.round(iou * 255) * 3;
  const colour = `rgb(${[...map.subarray(at, at + 3)].join(' ')})`;
  return (
    <td className="heat" style={{ background: colour, color: iou < 0.5 ? '#fff' : '#111' }}>
      {iou > 0 ? iou.toFixed(2) : LOOKS[status].name.toLowerCase()}
    </td>
  );
}
