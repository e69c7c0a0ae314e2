import type { CellRef } from '@cellboard/viewer';
import { NativeSelect } from '@mantine/core';
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { counted } from '../ui/counted.ts';
import { cellRows, sortedRows, type CellOrder } from '../viewing/cell-rows.ts';
import { CellTable } from '../viewing/cell-table.tsx';
import type { Viewed } from '../viewing/use-viewed.ts';

interface CellsOfImageProps {
  readonly viewed: Viewed;
  readonly panels: readonly string[];
  readonly threshold: number;
  readonly selection: CellRef | null;
  readonly onSelect: (cell: CellRef) => void;
}

/** The table of an image's cells, against one of the candidates that are shown. */
export function CellsOfImage({ viewed, panels, threshold, selection, onSelect }: CellsOfImageProps): ReactNode {
  const { model, words } = viewed;
  const [order, setOrder] = useState<CellOrder>('worst');
  const [chosen, setChosen] = useState('');
  // The picture follows a slider at once, the table when there is time.
  const calm = useDeferredValue(threshold);
  const compared = words.filter((word) => word !== 'truth' && panels.includes(word));
  const word = compared.includes(chosen) ? chosen : (compared[0] ?? '');
  const against = word === '' ? 0 : words.indexOf(word);
  const rows = useMemo(
    () => (model ? sortedRows(cellRows(model.at(calm), against), order) : []),
    [model, calm, against, order],
  );
  if (!model || rows.length === 0) return <NoCells isLoading={viewed.isLoading} />;
  const isCompared = against > 0 && model.segmentation(0) !== undefined;
  const ignored = rows.filter(({ status }) => status === 'ignored').length;
  return (
    <section>
      <div className="viewing-head-row">
        <h2>Cells</h2>
        {compared.length > 1 && (
          <NativeSelect
            aria-label="Compared with"
            size="sm"
            data={compared.map((one) => ({ value: one, label: model.segmentation(words.indexOf(one))?.name ?? one }))}
            value={word}
            onChange={({ currentTarget }) => {
              setChosen(currentTarget.value);
            }}
          />
        )}
        <p>
          {counted(rows.length, 'cell', 'cells')}
          {ignored > 0 && `, ${counted(ignored, 'is', 'are')} not scored`}
          {isCompared && order === 'worst' && ', worst first'}
        </p>
      </div>
      <CellTable
        {...{ rows, order, selection, isCompared, onSelect }}
        hasMicrometres={model.data.pixelSize !== undefined}
        onOrder={setOrder}
      />
    </section>
  );
}

function NoCells({ isLoading }: { readonly isLoading: boolean }): ReactNode {
  return (
    <section>
      <h2>Cells</h2>
      <p className="viewing-note">{isLoading ? 'The cells are loading …' : 'There are no cells to list.'}</p>
    </section>
  );
}
