import type { Image } from '@cellboard/contract';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { gridRows, type GridRow } from './grid-rows.ts';
import { ImageTile } from './image-tile.tsx';
import type { ImagesSearch } from './images-search.ts';
import type { Overlay } from './overlay.ts';
import { useDrawnRows } from './use-drawn-rows.ts';
import './virtual-grid.css';

interface VirtualGridProps {
  /** In their order; undefined in the place of one that has not come. */
  readonly images: readonly (Image | undefined)[];
  /** How many there are to show, come or not. */
  readonly count: number;
  readonly overlay: Overlay;
  readonly search: ImagesSearch;
  readonly isBusy: boolean;
  /** Called once the page rests where an image is in sight that has not come, with its place. */
  readonly onMissing: (place: number) => void;
}

/** Any number of images: only the rows in sight are drawn, and empty tiles stand for images that have not come. */
export function VirtualGrid({ images, count, overlay, search, isBusy, onMissing }: VirtualGridProps): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  const { width, top } = usePlace(list);
  const isGrouped = search.group === 'type';
  const { rows, columns, tile } = useMemo(
    () => gridRows(images, { count, width, tile: search.tile, isGrouped }),
    [images, count, width, search.tile, isGrouped],
  );
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    overscan: 2,
    scrollMargin: top,
    estimateSize: (index) => rows[index]?.height ?? 0,
  });
  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, rows.length, columns, tile]);
  const shown = virtualizer.getVirtualItems();
  const missing = firstMissing(
    shown.map(({ index }) => rows[index]),
    images,
  );
  useMissing(images, missing, onMissing);
  const offset = virtualizer.scrollOffset ?? 0;
  const drawn = useDrawnRows(shown[0]?.index ?? 0, shown.at(-1)?.index ?? -1);
  const first = shown.find(({ end }) => end > offset);
  const group = first && rows[first.index]?.group;
  return (
    <div className="grid-windows" style={{ '--overlay-strength': search.strength / 100 }}>
      {isGrouped && offset > top && group !== undefined && (
        <p className="grid-sticky" aria-hidden>
          <span>{group}</span>
        </p>
      )}
      <ul
        ref={list}
        className="grid-virtual"
        style={{ height: virtualizer.getTotalSize() }}
        {...(isBusy && { 'aria-busy': true, 'data-busy': true })}
      >
        {shown.map(({ index, start }) => {
          const row = rows[index];
          const isDrawn = index >= drawn.from && index <= drawn.to;
          return (
            row && <StillRow key={index} y={start - top} {...{ row, tile, count, images, overlay, search, isDrawn }} />
          );
        })}
      </ul>
    </div>
  );
}

/** The place of the first image in some rows that has not come; -1 where all have. */
function firstMissing(rows: readonly (GridRow | undefined)[], images: VirtualGridProps['images']): number {
  for (const row of rows) {
    if (!row || row.kind === 'head') continue;
    for (let place = row.from; place < row.from + row.length; place++) if (!images[place]) return place;
  }
  return -1;
}

/** Milliseconds that a page is scrolled no further before images are asked for: those that fly past are not. */
const REST_MS = 80;
/** Places that are asked for together, so that slow scrolling does not put it off. */
const NEAR = 100;

function useMissing(images: VirtualGridProps['images'], place: number, onMissing: (place: number) => void): void {
  const latest = useRef({ place, onMissing });
  useEffect(() => {
    latest.current = { place, onMissing };
  });
  const near = place < 0 ? -1 : Math.floor(place / NEAR);
  // Images that came may be others than those that are in sight by now.
  useEffect(() => {
    if (near < 0) return undefined;
    const timer = setTimeout(() => {
      const now = latest.current;
      if (now.place >= 0) now.onMissing(now.place);
    }, REST_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [near, images]);
}

interface RowProps extends Pick<VirtualGridProps, 'images' | 'overlay' | 'search' | 'count'> {
  readonly row: GridRow;
  /** From the top of the list, in CSS pixels. */
  readonly y: number;
  readonly tile: number;
  /** Whether its images are drawn, as far as they have come. */
  readonly isDrawn: boolean;
}

function Row({ row, y, tile, count, images, overlay, search, isDrawn }: RowProps): ReactNode {
  if (row.kind === 'head') {
    return (
      <li className="grid-group" style={{ transform: `translateY(${String(y)}px)` }}>
        <h2>{row.group}</h2>
      </li>
    );
  }
  return Array.from({ length: row.length }, (_, column) => {
    const place = row.from + column;
    const image = images[place];
    const x = column * (tile + row.gap);
    const style = { width: tile, height: row.height - row.gap, transform: `translate(${String(x)}px, ${String(y)}px)` };
    return (
      <li key={image?.id ?? place} className="grid-place" style={style} aria-posinset={place + 1} aria-setsize={count}>
        {image && isDrawn ? (
          <StillTile image={image} overlay={overlay} search={search} width={tile} />
        ) : (
          <div className="tile tile-empty" aria-hidden />
        )}
      </li>
    );
  });
}

/** Rows and tiles that stay in sight are not drawn again while the page is scrolled. */
const StillRow = memo(Row);
const StillTile = memo(ImageTile);

/** How wide a list is and how far from the top of the page, followed as the page changes. */
function usePlace(list: { readonly current: HTMLElement | null }): { width: number; top: number } {
  const [place, setPlace] = useState({ width: 0, top: 0 });
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const measure = (): void => {
      const box = element.getBoundingClientRect();
      const found = { width: Math.floor(box.width), top: Math.round(box.top + window.scrollY) };
      setPlace((now) => (now.width === found.width && now.top === found.top ? now : found));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(document.body);
    return () => {
      observer.disconnect();
    };
  }, [list]);
  return place;
}
