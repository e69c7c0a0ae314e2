import { Alert } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AccountForm } from '../features/account/account-form.tsx';
import { fields } from '../features/account/fields.ts';
import { PageHead } from '../ui/page-head.tsx';
import { useSignIn } from './use-account.ts';

const route = getRouteApi('/sign-in');

/** /sign-in: an e-mail address and a password. */
export function SignInPage(): ReactNode {
  const { next } = route.useSearch();
  const signIn = useSignIn();
  return (
    <div className="account-narrow">
      <PageHead title="Sign in" />
      {window.isSecureContext ? (
        <AccountForm
          fields={[fields.email, fields.password]}
          action="Sign in"
          onSubmit={({ email = '', password = '' }) => signIn(email, password, next)}
        />
      ) : (
        <Alert color="red" title="You cannot sign in at this address">
          Without TLS, others on the network could read your password, so browsers do not keep you signed in. Open the
          site at an address that begins with https://, or ask its operator to set one up.
        </Alert>
      )}
      <p className="account-links">
        <Link to="/register">Create an account</Link>
        <Link to="/reset">Reset your password</Link>
      </p>
    </div>
  );
}
