import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface SearchFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (words: string) => void;
}

/** A field for words to look for. */
export function SearchField({ onChange, ...field }: SearchFieldProps): ReactNode {
  return (
    <TextInput
      {...field}
      className="toolbar-search"
      type="search"
      maxLength={80}
      leftSection={<IconSearch size={16} aria-hidden />}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
