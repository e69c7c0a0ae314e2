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
  passwordChanged: (to: string, { origin }: Linked): Message => ({
    to,
    subject: 'Your Cellboard password was changed',
    text: lines(
      'The password of your Cellboard account was changed, and you were signed out everywhere.',
      `If it was not you, choose a new password now: ${origin}/reset`,
      `Your tokens still work. See them, and revoke those that you do not know: ${origin}/me/tokens`,
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
