import type { TeamMember, TeamRole } from '@cellboard/contract';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ConfirmButton } from './confirm-button.tsx';
import { dayOf } from './day-of.ts';

interface MemberListProps {
  readonly members: readonly TeamMember[];
  /** Your own handle. */
  readonly me: string;
  /** Whether you may change who is in the team. */
  readonly leads: boolean;
  readonly onRole: (handle: string, role: TeamRole) => void;
  readonly onRemove: (handle: string) => void;
}

/** Who is in a team. */
export function MemberList({ members, me, leads, onRole, onRemove }: MemberListProps): ReactNode {
  return (
    <ul className="account-list">
      {members.map(({ handle, name, role, joinedAt }) => (
        <li key={handle}>
          <div>
            <strong>{name}</strong>
            <p>
              {handle}
              {handle === me && ' (you)'} · {role} · joined {dayOf(joinedAt)}
            </p>
          </div>
          {leads && (
            <span className="account-confirm">
              <Button
                variant="default"
                size="sm"
                aria-label={`${role === 'owner' ? 'Make a member' : 'Make an owner'}: ${handle}`}
                onClick={() => {
                  onRole(handle, role === 'owner' ? 'member' : 'owner');
                }}
              >
                {role === 'owner' ? 'Make a member' : 'Make an owner'}
              </Button>
              {handle !== me && (
                <ConfirmButton
                  action="Remove"
                  label={`Remove ${handle}`}
                  sure={`Yes, remove ${handle}`}
                  onConfirm={() => {
                    onRemove(handle);
                  }}
                />
              )}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
