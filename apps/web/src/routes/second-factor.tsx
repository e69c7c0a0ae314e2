import type { NewSecondFactor } from '@cellboard/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { AccountForm } from '../features/account/account-form.tsx';
import { fields, signInCode } from '../features/account/fields.ts';
import { QrCode } from '../features/account/qr-code.tsx';
import { failureOf } from '../features/account/refused.ts';
import { CopyButton } from '../ui/copy-button.tsx';

/** The part of the settings about codes of an authenticator app. */
export function SecondFactorPart(): ReactNode {
  const state = useQuery(useTRPC().secondFactor.state.queryOptions());
  const [begun, setBegun] = useState<NewSecondFactor>();
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <section className="account-part">
      <h2>Two-step sign-in</h2>
      {state.isError && <p role="alert">{failureOf(state.error).message}</p>}
      {codes && <Codes codes={codes} />}
      {state.data?.enabled === true && (
        <TurnOff
          left={state.data.recoveryCodes}
          onDone={() => {
            setCodes(undefined);
          }}
        />
      )}
      {state.data?.enabled === false && !begun && <Begin onBegun={setBegun} />}
      {state.data?.enabled === false && begun && (
        <Confirm
          begun={begun}
          onCodes={(made) => {
            setCodes(made);
            setBegun(undefined);
          }}
        />
      )}
    </section>
  );
}

function Begin({ onBegun }: { readonly onBegun: (begun: NewSecondFactor) => void }): ReactNode {
  const client = useTRPCClient();
  return (
    <>
      <p>Signing in then also asks for a code that an authenticator app on your phone shows.</p>
      <AccountForm
        fields={[fields.current]}
        action="Set up an app"
        onSubmit={async ({ current = '' }) => {
          onBegun(await client.secondFactor.begin.mutate({ current }));
        }}
      />
    </>
  );
}

interface ConfirmProps {
  readonly begun: NewSecondFactor;
  readonly onCodes: (codes: readonly string[]) => void;
}

function Confirm({ begun: { secret, uri }, onCodes }: ConfirmProps): ReactNode {
  const client = useTRPCClient();
  const queries = useQueryClient();
  return (
    <>
      <p>Scan this with your authenticator app, or type the key into it. Then type the code that it shows.</p>
      <QrCode text={uri} label="QR code with the key for your authenticator app" />
      <p className="account-secret">
        <span>Key</span>
        <code>{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <AccountForm
        fields={[fields.code]}
        action="Turn on"
        onSubmit={async ({ code = '' }) => {
          onCodes((await client.secondFactor.enable.mutate({ code })).codes);
          await queries.invalidateQueries();
        }}
      />
    </>
  );
}

function Codes({ codes }: { readonly codes: readonly string[] }): ReactNode {
  const text = codes.join('\n');
  return (
    <div className="account-secret" role="status">
      <strong>Keep these recovery codes now. They are not shown again.</strong>
      <p>Each takes the place of the app once, should you lose it.</p>
      <code className="account-codes">{text}</code>
      <CopyButton
        text={() => text}
        label="Copy the codes"
        done="Copied"
        otherwise="The browser refused the clipboard. Copy the codes by hand."
      />
    </div>
  );
}

function TurnOff({ left, onDone }: { readonly left: number; readonly onDone: () => void }): ReactNode {
  const client = useTRPCClient();
  const queries = useQueryClient();
  return (
    <>
      <p>
        It is on. You have {left === 1 ? '1 recovery code' : `${String(left)} recovery codes`} left. For new ones, turn
        it off and on again.
      </p>
      <AccountForm
        danger
        fields={[fields.current, signInCode]}
        action="Turn off"
        onSubmit={async ({ current = '', code = '' }) => {
          await client.secondFactor.disable.mutate({ current, code });
          onDone();
          await queries.invalidateQueries();
        }}
      />
    </>
  );
}
