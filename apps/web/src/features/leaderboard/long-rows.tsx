import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode, RefObject } from 'react';

/** The height of a row before it is measured, in CSS pixels. */
const rowHeight = 65;

export interface LongRowsProps {
  readonly count: number;
  readonly scroller: RefObject<HTMLElement | null>;
  /** Draws a row and passes its element on, so that its true height is known. */
  readonly row: (index: number, measure: (row: Element | null) => void) => ReactNode;
}

/** The visible rows and some around them; empty space stands for the others. */
export function LongRows({ count, scroller, row }: LongRowsProps): ReactNode {
  // eslint-disable-next-line react-hooks/incompatible-library -- warns users of the React Compiler, which is not in use
  const virtualizer = useVirtualizer({
    count,
    overscan: 12,
    estimateSize: () => rowHeight,
    getScrollElement: () => scroller.current,
  });
  const items = virtualizer.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <>
      <Gap height={above} />
      {items.map(({ index }) => row(index, virtualizer.measureElement))}
      <Gap height={below} />
    </>
  );
}

/** The room of rows that are not drawn. */
function Gap({ height }: { readonly height: number }): ReactNode {
  return height > 0 ? <tr aria-hidden className="board-gap" style={{ height }} /> : null;
}
