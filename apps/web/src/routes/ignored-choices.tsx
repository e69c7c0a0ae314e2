import { Button } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { arrivalSearch, forgetArrival } from '../app/arrival.ts';
import { ignoredChoices } from '../search/ignored-choices.ts';
import { Hindrance } from '../ui/hindrance.tsx';

/** Says which choices of the address that the page was opened at do not exist, until the reader makes another choice. */
export function IgnoredChoices({ search }: { readonly search: object }): ReactNode {
  const pathname = useLocation({ select: (location) => location.pathname });
  const now = JSON.stringify(search);
  const [opened] = useState(() => ({ search: now, ignored: ignoredChoices(arrivalSearch(pathname), search) }));
  const [isCleared, setCleared] = useState(false);
  useEffect(() => forgetArrival, []);
  if (opened.ignored.length === 0 || opened.search !== now || isCleared) return null;
  const words = opened.ignored.map(({ key, value }) => `${key}=${value}`).join(', ');
  return (
    <Hindrance title={`This address has a choice that does not exist: ${words}`}>
      It is ignored. Choose another value, or{' '}
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => {
          setCleared(true);
        }}
      >
        clear it
      </Button>
    </Hindrance>
  );
}
