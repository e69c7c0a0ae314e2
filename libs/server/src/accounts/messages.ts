import type { Message } from '../mail/mailer.ts';

/** The messages that people get by mail. Links hold their secret behind the hash sign: no server and no log gets to see it. */
export const messages = {
  register: (to: string, { origin, secret }: Linked): Message => ({
    to,
    subject: 'Create your Cellboard account',
    text: lines(
      'Somebody, probably you, wants to create an account on Cellboard with this e-mail address.',
      'Open this link to choose a name and a password. It works once, within 24 hours:',
      `${origin}/verify#${secret}`,
      'If it was not you, ignore this message. No account is created.',
    ),
  }),
  alreadyRegistered: (to: string, { origin }: Linked): Message => ({
    to,
    subject: 'You already have a Cellboard account',
    text: lines(
      'Somebody, probably you, wants to create an account on Cellboard with this e-mail address, but you already have one.',
      `Sign in: ${origin}/sign-in`,
      `If you forgot your password, choose a new one: ${origin}/reset`,
      'If it was not you, ignore this message.',
    ),
  }),
  reset: (to: string, { origin, secret }: Linked): Message => ({
    to,
    subject: 'Reset your Cellboard password',
    text: lines(
      'Somebody, probably you, wants to reset the password of your Cellboard account.',
      'Open this link to choose a new one. It works once, within 30 minutes:',
      `${origin}/reset#${secret}`,
      'If it was not you, ignore this message. Your password stays as it is.',
    ),
  }),
  noAccount: (to: string, { origin }: Linked): Message => ({
    to,
    subject: 'You have no Cellboard account',
    text: lines(
      'Somebody, probably you, wants to reset the password of a Cellboard account with this e-mail address, but there is none.',
      `You may have used another address. To create an account: ${origin}/register`,
      'If it was not you, ignore this message.',
    ),
  }),
  confirmAddress: (to: string, { origin, secret }: Linked): Message => ({
    to,
    subject: 'Confirm your new e-mail address for Cellboard',
    text: lines(
      'Somebody, probably you, wants to use this e-mail address for a Cellboard account.',
      'Open this link to confirm it. It works once, within 1 hour:',
      `${origin}/verify#${secret}`,
      'If it was not you, ignore this message. Nothing changes.',
    ),
  }),
  addressTaken: (to: string, { origin }: Linked): Message => ({
    to,
    subject: 'This e-mail address has a Cellboard account',
    text: lines(
      'Somebody, probably you, wants to use this e-mail address for another Cellboard account, but it has one already.',
      `Delete that account first, or sign in to it: ${origin}/sign-in`,
      'If it was not you, ignore this message. Nothing changes.',
    ),
  }),
  addressAsked: (to: string, { origin }: Linked): Message => ({
    to,
    subject: 'Your Cellboard account may get another e-mail address',
    text: lines(
      'Somebody who knows the password of your Cellboard account, probably you, asked to use another e-mail address for it.',
      'The address changes when the owner of the new one confirms it.',
      `If it was not you, choose a new password now, which stops the change: ${origin}/reset`,
    ),
  }),
  addressChanged: (to: string, { origin }: Linked): Message => ({
    to,
    subject: 'The e-mail address of your Cellboard account was changed',
    text: lines(
      'Your Cellboard account has another e-mail address now. Messages go there from now on, and you sign in with it.',
      `If it was not you, write to the operator of this site: ${origin}`,
    ),
  }),
  invitation: (to: string, { origin, secret, team, from }: Linked & { team: string; from: string }): Message => ({
    to,
    subject: `Join the team "${team}" on Cellboard`,
    text: lines(
      `${from} invites you to the team "${team}" on Cellboard. Members of a team share its models and submissions.`,
      'Open this link and sign in, or create an account, to join. It works once, within 7 days:',
      `${origin}/me/teams/join#${secret}`,
      'If you do not know the sender, ignore this message.',
    ),
  }),
  secondFactorEnded: (to: string, { origin }: Linked): Message => ({
    to,
    subject: 'Two-step sign-in was turned off for your Cellboard account',
    text: lines(
      'An admin of this site turned off two-step sign-in for your Cellboard account, and you were signed out everywhere.',
      `From now on your password alone signs you in. Sign in and set up your authenticator app again: ${origin}/me/settings`,
      `If you did not ask for this, choose a new password now: ${origin}/reset`,
    ),
  }),
  passkeyAdded: (to: string, { origin, name }: Linked & { name: string }): Message => ({
    to,
    subject: 'A passkey was added to your Cellboard account',
    text: lines(
      `The passkey "${name}" signs in to your Cellboard account from now on, without your password.`,
      `If it was not you, remove it now: ${origin}/me/settings`,
      `Then choose a new password: ${origin}/reset`,
    ),
  }),
  passkeyRemoved: (to: string, { origin, name }: Linked & { name: string }): Message => ({
    to,
    subject: 'A passkey was removed from your Cellboard account',
    text: lines(
      `The passkey "${name}" no longer signs in to your Cellboard account.`,
      `If it was not you, choose a new password now: ${origin}/reset`,
    ),
  }),
  passwordChanged: (to: string, { origin }: Linked): Message => ({
    to,
    subject: 'Your Cellboard password was changed',
    text: lines(
      'The password of your Cellboard account was changed, and you were signed out everywhere.',
      `If it was not you, choose a new password now: ${origin}/reset`,
      `Your tokens and passkeys still work. See them, and remove those that you do not know: ${origin}/me/tokens and ${origin}/me/settings`,
    ),
  }),
} as const;

/** What a link is made of. */
interface Linked {
  /** Where the site is, as its settings say: never as a request says. */
  readonly origin: string;
  readonly secret?: string;
}

function lines(...paragraphs: string[]): string {
  return `${paragraphs.join('\n\n')}\n`;
}
