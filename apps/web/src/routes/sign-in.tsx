import { Alert, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { AccountForm } from '../features/account/account-form.tsx';
import { fields, signInCode } from '../features/account/fields.ts';
import { failureOf } from '../features/account/refused.ts';
import { PageHead } from '../ui/page-head.tsx';
import { usePasskeySignIn, useSignIn } from './use-account.ts';

const route = getRouteApi('/sign-in');

/** /sign-in: an e-mail address and a password, or a passkey. */
export function SignInPage(): ReactNode {
  const { next } = route.useSearch();
  const signIn = useSignIn();
  const [needsCode, setNeedsCode] = useState(false);
  return (
    <div className="account-narrow">
      <PageHead title="Sign in" />
      {window.isSecureContext ? (
        <AccountForm
          fields={[fields.email, fields.password, ...(needsCode ? [signInCode] : [])]}
          action="Sign in"
          onSubmit={async ({ email = '', password = '', code }) => {
            try {
              await signIn(email, password, { code, next });
            } catch (error) {
              if (failureOf(error).code === 'CODE_REQUIRED') setNeedsCode(true);
              throw error;
            }
          }}
        />
      ) : (
        <Alert color="red" title="You cannot sign in at this address">
          Without TLS, others on the network could read your password, so browsers do not keep you signed in. Open the
          site at an address that begins with https://, or ask its operator to set one up.
        </Alert>
      )}
      {window.isSecureContext && 'PublicKeyCredential' in window && <ByPasskey next={next} />}
      <p className="account-links">
        <Link to="/register">Create an account</Link>
        <Link to="/reset">Reset your password</Link>
      </p>
    </div>
  );
}

function ByPasskey({ next }: { readonly next: string | undefined }): ReactNode {
  const signIn = usePasskeySignIn();
  const signingIn = useMutation({ mutationFn: () => signIn(next) });
  return (
    <p className="account-links">
      <Button
        variant="default"
        loading={signingIn.isPending}
        onClick={() => {
          signingIn.mutate();
        }}
      >
        Sign in with a passkey
      </Button>
      {signingIn.isError && <span role="alert">{failureOf(signingIn.error).message}</span>}
    </p>
  );
}
