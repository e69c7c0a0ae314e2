import * as z from 'zod';
import { tokenScopes } from '../access/principal.ts';
import { DeveloperId, Handle, OneLine, Slug } from '../identifiers.ts';
import { pageQuery } from '../page.ts';
import { Passkey } from './passkey.schema.ts';

/** What an account may be trusted with. */
export const AccountRole = z.enum(['developer', 'curator', 'admin']);
export type AccountRole = z.infer<typeof AccountRole>;

/** Letters of an e-mail address that people mean the same by: no spaces around it, and none of its case. */
const canonical = (text: string) => text.trim().normalize('NFC').toLowerCase();

const EMAIL_RULE = 'Use an e-mail address, such as ada@example.org.';

/** An e-mail address in its canonical form. */
export const Email = z
  .string(EMAIL_RULE)
  .max(300, EMAIL_RULE)
  .transform(canonical)
  .pipe(z.email(EMAIL_RULE).max(254, EMAIL_RULE));
export type Email = z.infer<typeof Email>;

/** Shortest and longest password, in characters. */
export const passwordLength = { min: 8, max: 128 } as const;

/**
 * A password that somebody chooses: any characters, none cut off, equal in whatever way a keyboard composes them. The
 * server also refuses those that many people use.
 */
export const NewPassword = z
  .string()
  .max(2 * 4 * passwordLength.max, `Use at most ${passwordLength.max} characters.`)
  .transform((text) => text.normalize('NFC'))
  .refine((text) => Array.from(text).length >= passwordLength.min, `Use at least ${passwordLength.min} characters.`)
  .refine((text) => Array.from(text).length <= passwordLength.max, `Use at most ${passwordLength.max} characters.`);

/** A password that somebody types to prove who they are. */
export const Password = z
  .string()
  .max(2 * 4 * passwordLength.max)
  .transform((text) => text.normalize('NFC'));

/** The name that is shown of an account. */
export const DisplayName = OneLine.trim().min(1, 'Use at least 1 character.').max(120, 'Use at most 120 characters.');

/** The secret in a link that was mailed. */
export const LinkToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'Open the whole link of the message.');

/** Asks for a message with a link. */
export const AskByMail = z.strictObject({ email: Email });
export type AskByMail = z.infer<typeof AskByMail>;

/** The same answer for every address, so that nobody learns which have an account. */
export const Asked = z.strictObject({ sent: z.literal(true) });
export type Asked = z.infer<typeof Asked>;

export const LinkQuery = z.strictObject({ token: LinkToken });
export type LinkQuery = z.infer<typeof LinkQuery>;

/** What a link is for that still works. */
export const Link = z.strictObject({
  purpose: z.enum(['register', 'first-admin', 'reset', 'email']),
  /** The address it was sent to; null for the link that makes the first admin. */
  email: z.string().nullable(),
});
export type Link = z.infer<typeof Link>;

export const FinishRegistration = z.strictObject({
  token: LinkToken,
  /** The address of the first admin; for everyone else the one that the link was sent to. */
  email: Email.optional(),
  handle: Handle,
  /** What is shown beside models; the handle where it is left out. */
  name: DisplayName.optional(),
  password: NewPassword,
});
export type FinishRegistration = z.infer<typeof FinishRegistration>;

/** The account that a link made or opened, to sign in to. */
export const Opened = z.strictObject({ email: z.string(), handle: Handle });
export type Opened = z.infer<typeof Opened>;

export const ResetPassword = z.strictObject({ token: LinkToken, password: NewPassword });
export type ResetPassword = z.infer<typeof ResetPassword>;

/** The code that an authenticator app shows, or a recovery code. */
const Code = z.string().trim().min(1, 'Type the code.').max(40);

/** What somebody signs in with. */
export const SignIn = z.strictObject({
  email: Email,
  password: Password,
  /** Where the account has an authenticator app. */
  code: Code.optional(),
});
export type SignIn = z.infer<typeof SignIn>;

/** An account, as it sees itself. */
export const Account = z.strictObject({
  id: DeveloperId,
  handle: Handle,
  name: z.string(),
  email: z.string(),
  role: AccountRole,
  /** The datasets that a curator may change. */
  curates: z.union([z.literal('all'), z.array(Slug)]),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
});
export type Account = z.infer<typeof Account>;

export const Rename = z.strictObject({ name: DisplayName });
export type Rename = z.infer<typeof Rename>;

export const ChangePassword = z.strictObject({ current: Password, password: NewPassword });
export type ChangePassword = z.infer<typeof ChangePassword>;

/** Asks to sign in with another e-mail address. */
export const ChangeEmail = z.strictObject({ current: Password, email: Email });
export type ChangeEmail = z.infer<typeof ChangeEmail>;

/** What an account gets mail about. */
export const Notifications = z.strictObject({
  /** How each of its submissions ended. */
  mailAtEnd: z.boolean(),
});
export type Notifications = z.infer<typeof Notifications>;

export const RemoveAccount = z.strictObject({ password: Password });
export type RemoveAccount = z.infer<typeof RemoveAccount>;

/** Somebody who is signed in, in one browser. */
export const AccountSession = z.strictObject({
  id: z.uuid(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
  /** What the browser calls itself. */
  userAgent: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** To the hour. */
  seenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type AccountSession = z.infer<typeof AccountSession>;

export const SessionQuery = z.strictObject({ session: z.uuid() });
export type SessionQuery = z.infer<typeof SessionQuery>;

export const TokenScopeName = z.enum([...tokenScopes]);

/** A token, without its secret. */
export const ApiToken = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  scope: TokenScopeName,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** To the minute; null where it was never used. */
  lastUsedAt: z.iso.datetime().nullable(),
});
export type ApiToken = z.infer<typeof ApiToken>;

export const NewToken = z.strictObject({
  name: OneLine.trim().min(1, 'Give it a name.').max(80, 'Use at most 80 characters.'),
  scope: TokenScopeName,
  /** After so many days it stops working. */
  days: z.int().min(1).max(365),
});
export type NewToken = z.infer<typeof NewToken>;

/** A new token with its secret, which is never shown again. */
export const CreatedToken = z.strictObject({ ...ApiToken.shape, secret: z.string() });
export type CreatedToken = z.infer<typeof CreatedToken>;

export const TokenQuery = z.strictObject({ token: z.uuid() });
export type TokenQuery = z.infer<typeof TokenQuery>;

/** A network that an account signed in from: an IPv4 address, or the first 64 bits of an IPv6 address. */
export const SignInNetwork = z.strictObject({ network: z.string(), lastDay: z.iso.date() });
export type SignInNetwork = z.infer<typeof SignInNetwork>;

/** Everything that is kept of an account. */
export const AccountExport = z.strictObject({
  account: Account,
  sessions: z.array(AccountSession),
  tokens: z.array(ApiToken),
  passkeys: z.array(Passkey),
  /** From where the account signed in, in the last 30 days. */
  networks: z.array(SignInNetwork),
  models: z.array(z.strictObject({ slug: Slug, name: z.string(), uploadedAt: z.iso.datetime() })),
  teams: z.array(z.strictObject({ id: z.uuid(), name: z.string(), role: z.string(), joinedAt: z.iso.datetime() })),
  submissions: z.array(
    z.strictObject({
      id: z.uuid(),
      task: Slug,
      model: Slug,
      candidate: Slug,
      state: z.string(),
      createdAt: z.iso.datetime(),
    }),
  ),
  reports: z.array(z.strictObject({ kind: z.string(), text: z.string(), createdAt: z.iso.datetime() })),
  /** What the audit log says the account did. */
  actions: z.array(z.strictObject({ action: z.string(), subject: z.string(), createdAt: z.iso.datetime() })),
});
export type AccountExport = z.infer<typeof AccountExport>;

/** An account, as admins see it. */
export const Person = z.strictObject({
  ...Account.shape,
  suspendedAt: z.iso.datetime().nullable(),
  /** Whether signing in also asks for a code of an authenticator app. */
  secondFactor: z.boolean(),
  /** Other accounts that signed in with the same browser in the last 30 days. */
  browserMates: z.int().min(0),
});
export type Person = z.infer<typeof Person>;

export const PeopleQuery = z.strictObject({
  /** Part of a handle, a name or an e-mail address. */
  search: OneLine.trim().max(254).optional(),
  ...pageQuery,
});
export type PeopleQuery = z.infer<typeof PeopleQuery>;

const Reason = OneLine.trim().min(3, 'Give a reason.').max(500);

export const SetRole = z.strictObject({
  handle: Handle,
  role: AccountRole,
  /** The datasets of a curator; all of them where it is left out. */
  datasets: z.array(Slug).max(200).optional(),
  reason: Reason,
});
export type SetRole = z.infer<typeof SetRole>;

export const Suspend = z.strictObject({ handle: Handle, suspended: z.boolean(), reason: Reason });
export type Suspend = z.infer<typeof Suspend>;

export const EndTheirSessions = z.strictObject({ handle: Handle, reason: Reason });
export type EndTheirSessions = z.infer<typeof EndTheirSessions>;

export const EndSecondFactor = z.strictObject({ handle: Handle, reason: Reason });
export type EndSecondFactor = z.infer<typeof EndSecondFactor>;

export const SignalsQuery = z.strictObject({ handle: Handle });
export type SignalsQuery = z.infer<typeof SignalsQuery>;

/** Another account that signed in from the same places in the last 30 days. */
export const LinkedAccount = z.strictObject({
  handle: Handle,
  /** Profiles of browsers that both signed in with. */
  browsers: z.int().min(0),
  /** Days on which both signed in from the same network. */
  networkDays: z.int().min(0),
  lastDay: z.iso.date(),
});
export type LinkedAccount = z.infer<typeof LinkedAccount>;

/** From where an account signed in, and who else did from there: a reason to ask, and no proof. */
export const Signals = z.strictObject({
  networks: z.array(SignInNetwork),
  /** Those that share most, first; at most 100. */
  linked: z.array(LinkedAccount),
});
export type Signals = z.infer<typeof Signals>;

/** Proves once more who is signed in. */
export const ProvePassword = z.strictObject({ current: Password });
export type ProvePassword = z.infer<typeof ProvePassword>;

/** Proves it by the password, and by a code where signing in asks for one. */
export const ProveFully = z.strictObject({ current: Password, code: Code.optional() });
export type ProveFully = z.infer<typeof ProveFully>;

/** Whether signing in asks for a code, and how many recovery codes are left. */
export const SecondFactor = z.strictObject({ enabled: z.boolean(), recoveryCodes: z.int().min(0) });
export type SecondFactor = z.infer<typeof SecondFactor>;

/** What an authenticator app is set up with: the secret in base32, and an address that holds it, for a QR code. */
export const NewSecondFactor = z.strictObject({ secret: z.string(), uri: z.string() });
export type NewSecondFactor = z.infer<typeof NewSecondFactor>;

export const EnableSecondFactor = z.strictObject({ code: Code });
export type EnableSecondFactor = z.infer<typeof EnableSecondFactor>;

/** Codes that take the place of the app once each. They are in this answer and nowhere else. */
export const RecoveryCodes = z.strictObject({ codes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;
