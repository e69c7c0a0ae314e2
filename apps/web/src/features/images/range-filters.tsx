import { readRanges, writeRanges } from '@cellboard/contract';
import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { boundsWords, rangedNames } from '../../ui/measure-words.ts';

interface RangeFiltersProps {
  /** As the address holds them. */
  readonly within: string;
  readonly onChange: (change: { within: string }) => void;
}

/** The ranges that the images lie in, each with a way to lift it; nothing where there are none. */
export function RangeFilters({ within, onChange }: RangeFiltersProps): ReactNode {
  const ranges = readRanges(within) ?? [];
  if (ranges.length === 0) return null;
  return (
    <ul className="range-filters" aria-label="Ranges">
      {ranges.map((range) => (
        <li key={range.measure}>
          <Button
            variant="default"
            size="compact-sm"
            rightSection={<IconX size={14} aria-hidden />}
            onClick={() => {
              onChange({ within: writeRanges(ranges.filter((one) => one !== range)) });
            }}
          >
            <span className="visually-hidden">Lift the filter </span>
            {rangedNames[range.measure].name}: {boundsWords(range)}
          </Button>
        </li>
      ))}
    </ul>
  );
}
