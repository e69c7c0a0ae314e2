import { LOOKS, type CellRef } from '@cellboard/viewer';
import type { ReactNode } from 'react';
import { grouped } from '../ui/counted.ts';
import type { CellOrder, CellRow } from './cell-rows.ts';
import { LongTable } from './long-table.tsx';
import { StatusMark } from './status-mark.tsx';

interface CellTableProps {
  /** In the order in which they are shown. */
  readonly rows: readonly CellRow[];
  readonly order: CellOrder;
  readonly selection: CellRef | null;
  readonly hasMicrometres: boolean;
  /** Whether cells are compared with a prediction. */
  readonly isCompared: boolean;
  readonly onOrder: (order: CellOrder) => void;
  readonly onSelect: (cell: CellRef) => void;
}

const um2 = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** All cells of an image. A row and its cell in the image select each other. */
export function CellTable(props: CellTableProps): ReactNode {
  const { rows, selection, isCompared, onSelect } = props;
  const at = rows.findIndex(({ ref }) => ref.segmentation === selection?.segmentation && ref.cell === selection.cell);
  return (
    <LongTable
      label="Cells"
      rows={rows}
      at={at}
      columns={isCompared ? 5 : 2}
      head={<Head {...props} />}
      keyOf={({ ref }) => `${String(ref.segmentation)} ${String(ref.cell)}`}
      onSelect={({ ref }) => {
        onSelect(ref);
      }}
    >
      {(row) => (
        <>
          <th scope="row">{row.id}</th>
          {isCompared && <Compared row={row} />}
          <td className="long-table-number">{row.areaUm2 === null ? grouped(row.area) : um2.format(row.areaUm2)}</td>
        </>
      )}
    </LongTable>
  );
}

function Compared({ row: { status, iou, partnerId } }: { readonly row: CellRow }): ReactNode {
  return (
    <>
      <td>
        <StatusMark status={status} /> {LOOKS[status].name}
      </td>
      <td className="long-table-number">{iou === null ? '–' : iou.toFixed(2)}</td>
      <td className="long-table-number">{partnerId ?? '–'}</td>
    </>
  );
}

function Head({ order, hasMicrometres, isCompared, onOrder }: CellTableProps): ReactNode {
  const head = (wanted: CellOrder, words: string, className = ''): ReactNode => (
    <th scope="col" className={className} aria-sort={order === wanted ? sortOf[wanted] : undefined}>
      <button
        type="button"
        onClick={() => {
          onOrder(wanted);
        }}
      >
        {words}
      </button>
    </th>
  );
  return (
    <tr>
      {head('id', 'Cell')}
      {isCompared && (
        <>
          {head('worst', 'Status')}
          {head('iou', 'IoU', 'long-table-number')}
          <th scope="col" className="long-table-number">
            Match
          </th>
        </>
      )}
      {head('area', hasMicrometres ? 'Area, µm²' : 'Area, px', 'long-table-number')}
    </tr>
  );
}

const sortOf = { id: 'ascending', worst: 'other', iou: 'descending', area: 'descending' } as const;
