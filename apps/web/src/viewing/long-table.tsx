import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import './long-table.css';

interface LongTableProps<T> {
  readonly label: string;
  readonly rows: readonly T[];
  /** Place of the selected row; -1 for none. */
  readonly at: number;
  readonly columns: number;
  readonly head: ReactNode;
  /** The cells of a row. */
  readonly children: (row: T) => ReactNode;
  readonly keyOf: (row: T) => string;
  readonly onSelect: (row: T) => void;
}

/** Height of a row in CSS pixels. */
const ROW = 34;

/** A table of any length of which only what is in sight is in the document. A click or the arrow keys select a row. */
export function LongTable<T>(props: LongTableProps<T>): ReactNode {
  const { label, rows, at, columns, head, children, keyOf, onSelect } = props;
  const box = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- what it returns is used here only
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 8,
    initialRect: { width: 400, height: 420 },
  });
  useEffect(() => {
    if (at >= 0) list.scrollToIndex(at, { align: 'auto' });
  }, [at, list]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const to = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (to !== undefined) onSelect(to);
  };
  const items = list.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = list.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div
      ref={box}
      className="long-table-box"
      tabIndex={0}
      role="region"
      aria-label={`${label}; arrow keys go from one to the next`}
      onKeyDown={onKeyDown}
    >
      <table className="long-table" aria-rowcount={rows.length + 1}>
        <thead>{head}</thead>
        <tbody>
          {above > 0 && <Gap height={above} columns={columns} />}
          {items.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr
                key={keyOf(row)}
                aria-rowindex={index + 2}
                aria-current={index === at || undefined}
                onClick={() => {
                  onSelect(row);
                }}
              >
                {children(row)}
              </tr>
            );
          })}
          {below > 0 && <Gap height={below} columns={columns} />}
        </tbody>
      </table>
    </div>
  );
}

function Gap({ height, columns }: { readonly height: number; readonly columns: number }): ReactNode {
  return (
    <tr aria-hidden className="long-table-gap">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
