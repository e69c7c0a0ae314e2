import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';

interface SortSelectProps<T extends string> {
  /** Each order with its name, the usual one first. */
  readonly orders: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChange: (order: T) => void;
}

/** Chooses the order of a list. */
export function SortSelect<T extends string>({ orders, value, onChange }: SortSelectProps<T>): ReactNode {
  return (
    <NativeSelect
      className="toolbar-facet"
      label="Sort by"
      data={Object.entries<string>(orders).map(([order, label]) => ({ value: order, label }))}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value as T);
      }}
    />
  );
}
