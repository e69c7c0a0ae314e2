import type { Passkey } from '@cellboard/contract';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { AccountForm, type Field } from '../features/account/account-form.tsx';
import { ConfirmButton } from '../features/account/confirm-button.tsx';
import { dayOf } from '../features/account/day-of.ts';
import { fields, signInCode } from '../features/account/fields.ts';
import { failureOf } from '../features/account/refused.ts';
import { browserOf } from '../features/account/session-list.tsx';

const nameField: Field = { name: 'name', label: 'Name', autoComplete: 'off' };

/** The part of the settings about passkeys. */
export function PasskeysPart(): ReactNode {
  const passkeys = useQuery(useTRPC().passkeys.list.queryOptions());
  return (
    <section className="account-part">
      <h2>Passkeys</h2>
      <p>
        A passkey on your phone, computer or security key signs you in by its PIN, your finger or your face, without
        your password and without a code.
      </p>
      {passkeys.isError && <p role="alert">{failureOf(passkeys.error).message}</p>}
      <ul className="account-list">
        {passkeys.data?.map((passkey) => (
          <PasskeyRow key={passkey.id} passkey={passkey} />
        ))}
      </ul>
      {'PublicKeyCredential' in window ? <Add /> : <p>This browser has no passkeys. Use another one to add one.</p>}
    </section>
  );
}

function PasskeyRow({ passkey: { id, name, createdAt, lastUsedAt } }: { readonly passkey: Passkey }): ReactNode {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.passkeys.pathKey() });
  const removing = useMutation(trpc.passkeys.remove.mutationOptions({ onSuccess: refresh }));
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <p>
          Added {dayOf(createdAt)}, {lastUsedAt === null ? 'never used' : `last used ${dayOf(lastUsedAt)}`}
        </p>
      </div>
      <p className="account-confirm">
        <Button
          variant="default"
          size="sm"
          aria-expanded={isOpen}
          aria-label={`Rename ${name}`}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          Rename
        </Button>
        <ConfirmButton
          action="Remove"
          label={`Remove ${name}`}
          sure={`Remove ${name} now`}
          loading={removing.isPending}
          onConfirm={() => {
            removing.mutate({ passkey: id });
          }}
        />
      </p>
      {removing.isError && <p role="alert">{failureOf(removing.error).message}</p>}
      {isOpen && (
        <div className="account-changes">
          <AccountForm
            fields={[{ ...nameField, label: 'New name', value: name }]}
            action="Save the name"
            onSubmit={async ({ name: next = '' }) => {
              await client.passkeys.rename.mutate({ passkey: id, name: next });
              setOpen(false);
              await refresh();
            }}
          />
        </div>
      )}
    </li>
  );
}

function Add(): ReactNode {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const factor = useQuery(trpc.secondFactor.state.queryOptions());
  const code = factor.data?.enabled === true ? [signInCode] : [];
  return (
    <AccountForm
      fields={[{ ...nameField, value: browserOf(navigator.userAgent) }, fields.current, ...code]}
      action="Add a passkey"
      done="The passkey is added."
      onSubmit={async ({ name = '', current = '', code: typed }) => {
        // Only who wants a passkey loads what makes one.
        const { createPasskey } = await import('../features/account/passkey-browser.ts');
        const proof = { current, ...(typed !== undefined && { code: typed }) };
        const response = await createPasskey(await client.passkeys.begin.mutate(proof));
        await client.passkeys.add.mutate({ name, response });
        await queries.invalidateQueries({ queryKey: trpc.passkeys.pathKey() });
      }}
    />
  );
}
