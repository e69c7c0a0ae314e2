import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';

/** A value to choose, with how many things have it. */
export interface FacetChoice {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

interface FacetSelectProps {
  readonly label: string;
  /** Names the choice of all. */
  readonly all: string;
  readonly choices: readonly FacetChoice[];
  /** Empty for all. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Chooses one value or all. An unknown value stays visible as the requested one. */
export function FacetSelect({ label, all, choices, value, onChange }: FacetSelectProps): ReactNode {
  const known = value === '' || choices.some((choice) => choice.value === value);
  const data = [
    { value: '', label: all },
    ...choices.map((choice) => ({ value: choice.value, label: `${choice.label} (${String(choice.count)})` })),
    ...(known ? [] : [{ value, label: `${value} (0)` }]),
  ];
  return (
    <NativeSelect
      className="toolbar-facet"
      label={label}
      data={data}
      disabled={data.length === 1}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}

/**
 * How many things have each value, the most frequent first.
 *
 * @param names what people call a value, where it is not its own name
 */
export function countValues<T>(
  things: readonly T[],
  valuesOf: (thing: T) => readonly string[],
  names: Readonly<Record<string, string>> = {},
): FacetChoice[] {
  const counts = new Map<string, number>();
  for (const value of things.flatMap((thing) => [...new Set(valuesOf(thing))])) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, label: names[value] ?? value, count }))
    .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, 'en'));
}
