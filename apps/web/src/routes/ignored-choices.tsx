import { Button } from '@mantine/core';
import { useLocation, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Hindrance } from '../ui/hindrance.tsx';
import { ignoredChoices } from '../search/ignored-choices.ts';

/** Says which values of the address are none that a filter has, and offers to clear them. */
export function IgnoredChoices({ search }: { readonly search: object }): ReactNode {
  const asked = useLocation({ select: ({ searchStr }) => searchStr });
  const navigate = useNavigate();
  const ignored = ignoredChoices(asked, search);
  if (ignored.length === 0) return null;
  const words = ignored.map(({ key, value }) => `${key}=${value}`).join(', ');
  return (
    <Hindrance title={`This address has a choice that does not exist: ${words}`}>
      It is ignored. Choose another value above, or{' '}
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => {
          void navigate({ to: '.', search: search as never, replace: true, resetScroll: false });
        }}
      >
        clear it
      </Button>
    </Hindrance>
  );
}
