import type { ApiToken, CreatedToken } from '@cellboard/contract';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { CopyButton } from '../../ui/copy-button.tsx';
import { dayOf } from './day-of.ts';

interface TokenListProps {
  readonly tokens: readonly ApiToken[];
  readonly onRevoke: (id: string) => void;
}

/** Tokens that work. */
export function TokenList({ tokens, onRevoke }: TokenListProps): ReactNode {
  if (tokens.length === 0) return <p>You have no tokens.</p>;
  return (
    <ul className="account-list">
      {tokens.map(({ id, name, scope, expiresAt, lastUsedAt }) => (
        <li key={id}>
          <div>
            <strong>{name}</strong>
            <p>
              Scope {scope} · expires {dayOf(expiresAt)} ·{' '}
              {lastUsedAt === null ? 'never used' : `last used ${dayOf(lastUsedAt)}`}
            </p>
          </div>
          <Button
            variant="default"
            size="sm"
            aria-label={`Revoke ${name}`}
            onClick={() => {
              onRevoke(id);
            }}
          >
            Revoke
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** The secret of a token that was just made, which is shown this once. */
export function NewSecret({ token: { name, secret } }: { readonly token: CreatedToken }): ReactNode {
  return (
    <div className="account-secret" role="status">
      <strong>Copy the token &ldquo;{name}&rdquo; now. It is not shown again.</strong>
      <code>{secret}</code>
      <CopyButton
        text={() => secret}
        label="Copy the token"
        done="Copied"
        otherwise="The browser refused the clipboard. Copy the token by hand."
      />
    </div>
  );
}
