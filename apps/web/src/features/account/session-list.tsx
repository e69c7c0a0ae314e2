import type { AccountSession } from '@cellboard/contract';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { dayOf } from './day-of.ts';

interface SessionListProps {
  readonly sessions: readonly AccountSession[];
  readonly onEnd: (id: string) => void;
}

/** Browsers that an account is signed in with. */
export function SessionList({ sessions, onEnd }: SessionListProps): ReactNode {
  return (
    <ul className="account-list">
      {sessions.map(({ id, current, userAgent, createdAt, seenAt }) => (
        <li key={id}>
          <div>
            <strong>{browserOf(userAgent)}</strong>
            {current && ' · this browser'}
            <p>
              Signed in {dayOf(createdAt)}, last used {dayOf(seenAt)}
            </p>
          </div>
          {!current && (
            <Button
              variant="default"
              size="sm"
              aria-label={`Sign out of ${browserOf(userAgent)}, signed in ${dayOf(createdAt)}`}
              onClick={() => {
                onEnd(id);
              }}
            >
              Sign out
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The browser and the system, as far as the browser says. */
export function browserOf(userAgent: string | null): string {
  const agent = userAgent ?? '';
  const browser = /Edg\/|Firefox\/|Chrome\/|Safari\//.exec(agent)?.[0].slice(0, -1) ?? 'Another program';
  const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(agent)?.[0];
  const name = browser === 'Edg' ? 'Edge' : browser;
  return system === undefined ? name : `${name} on ${system === 'Mac OS X' ? 'macOS' : system}`;
}
