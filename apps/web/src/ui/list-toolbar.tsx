import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { FacetSelect, type FacetChoice } from './facet-select.tsx';
import { EmptyNotice } from './notice.tsx';
import { SearchField } from './search-field.tsx';
import { SortSelect } from './sort-select.tsx';
import { Toolbar } from './toolbar.tsx';

/** What the address of a list holds: words, an order, and a value of each facet, empty for all. */
type ListSearch = Readonly<Record<'q' | 'sort', string>> & Readonly<Record<string, string>>;

/** A filter of a list. */
export interface Facet<S> {
  readonly key: keyof S & string;
  readonly label: string;
  /** Names the choice of all. */
  readonly all: string;
  readonly choices: readonly FacetChoice[];
}

interface ListToolbarProps<S extends ListSearch> {
  /** What the controls change, for screen readers. */
  readonly label: string;
  /** What can be looked for. */
  readonly placeholder: string;
  readonly search: S;
  readonly facets: readonly Facet<S>[];
  /** Each order with its name, the usual one first. */
  readonly orders: Readonly<Record<S['sort'], string>>;
  readonly onChange: (change: Partial<S>) => void;
}

/** Searches, narrows and sorts a list. Its state is the search. */
export function ListToolbar<S extends ListSearch>(props: ListToolbarProps<S>): ReactNode {
  const { label, placeholder, search, facets, orders, onChange } = props;
  const change = (key: string, value: string): void => {
    onChange({ [key]: value } as Partial<S>);
  };
  return (
    <Toolbar
      label={label}
      more="Filters"
      first={
        <SearchField
          label="Search"
          placeholder={placeholder}
          value={search.q}
          onChange={(q) => {
            change('q', q);
          }}
        />
      }
    >
      {facets.map(({ key, ...facet }) => (
        <FacetSelect
          key={key}
          {...facet}
          value={search[key] ?? ''}
          onChange={(value) => {
            change(key, value);
          }}
        />
      ))}
      <SortSelect
        orders={orders}
        value={search.sort}
        onChange={(sort) => {
          change('sort', sort);
        }}
      />
    </Toolbar>
  );
}

interface NothingFitsProps {
  /** What is listed: one and all of them. */
  readonly one: string;
  readonly all: string;
  /** What the search looks at. */
  readonly children: string;
  readonly onClear: () => void;
}

/** Shown when no entry matches: how to see all again. */
export function NothingFits({ one, all, children, onClear }: NothingFitsProps): ReactNode {
  return (
    <EmptyNotice
      title={`No ${one} fits all of this`}
      action={
        <Button variant="default" onClick={onClear}>
          Show all {all}
        </Button>
      }
    >
      Leave out a word or a choice. {children}
    </EmptyNotice>
  );
}
