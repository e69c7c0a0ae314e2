import * as z from 'zod';
import { OneLine } from '../identifiers.ts';

/** Bytes in base64url, as browsers write them into JSON. */
const Bytes = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9_-]*$/, 'Use base64url.');

/** Names a passkey to its authenticator: at most 1,023 bytes. */
const CredentialId = Bytes(1364);

/** How a browser reaches an authenticator, such as `usb` or `internal`. */
const Transports = z.array(z.string().max(20)).max(10);

const PasskeyName = OneLine.trim().min(1, 'Give it a name.').max(80, 'Use at most 80 characters.');

/** A passkey of an account. */
export const Passkey = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  /** Null where nobody signed in with it. */
  lastUsedAt: z.iso.datetime().nullable(),
});
export type Passkey = z.infer<typeof Passkey>;

/** What a browser makes a passkey of: the creation options of WebAuthn, in JSON. */
export const NewPasskey = z.strictObject({
  challenge: z.string(),
  rp: z.strictObject({ id: z.string(), name: z.string() }),
  user: z.strictObject({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.strictObject({ alg: z.int(), type: z.literal('public-key') })),
  /** In milliseconds. */
  timeout: z.int(),
  attestation: z.literal('none'),
  /** Those that the account has: an authenticator makes no second one. */
  excludeCredentials: z.array(
    z.strictObject({ id: z.string(), type: z.literal('public-key'), transports: Transports }),
  ),
  authenticatorSelection: z.strictObject({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
});
export type NewPasskey = z.infer<typeof NewPasskey>;

/** A new passkey, as the browser answers. What is not read is left out. */
const CreatedPasskey = z.object({
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: Bytes(10_000),
    attestationObject: Bytes(50_000),
    transports: Transports.optional(),
  }),
  clientExtensionResults: z.object({}),
});

export const AddPasskey = z.strictObject({ name: PasskeyName, response: CreatedPasskey });
export type AddPasskey = z.infer<typeof AddPasskey>;

export const PasskeyQuery = z.strictObject({ passkey: z.uuid() });
export type PasskeyQuery = z.infer<typeof PasskeyQuery>;

export const RenamePasskey = z.strictObject({ passkey: z.uuid(), name: PasskeyName });
export type RenamePasskey = z.infer<typeof RenamePasskey>;

/** What a browser asks for a passkey with: the request options of WebAuthn, in JSON. It may be any of this site. */
export const PasskeyRequest = z.strictObject({
  challenge: z.string(),
  rpId: z.string(),
  /** In milliseconds. */
  timeout: z.int(),
  userVerification: z.literal('required'),
});
export type PasskeyRequest = z.infer<typeof PasskeyRequest>;

/** What a passkey signed, as the browser answers. What is not read is left out. */
export const PasskeySignIn = z.object({
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: Bytes(10_000),
    authenticatorData: Bytes(10_000),
    signature: Bytes(10_000),
    /** The account, as it was written into the passkey. */
    userHandle: Bytes(86),
  }),
  clientExtensionResults: z.object({}),
});
export type PasskeySignIn = z.infer<typeof PasskeySignIn>;
