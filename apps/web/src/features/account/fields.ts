import type { Field } from './account-form.tsx';

/** The fields that several forms have. */
export const fields = {
  email: {
    ...{ name: 'email', label: 'E-mail address', type: 'email', autoComplete: 'username' },
    check: (text) => (/^\s*\S+@\S+\.\S+\s*$/.test(text) ? undefined : 'Use an address such as ada@example.org.'),
  },
  handle: {
    ...{ name: 'handle', label: 'User name', autoComplete: 'nickname' },
    hint: 'Shown on the site. 2 to 32 lower-case letters, digits and single hyphens.',
    check: (text) =>
      /^(?=.{2,32}$)[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)
        ? undefined
        : 'Use 2 to 32 lower-case letters, digits and single hyphens, such as ada-lovelace.',
  },
  current: { name: 'current', label: 'Current password', type: 'password', autoComplete: 'current-password' },
  password: { name: 'password', label: 'Password', type: 'password', autoComplete: 'current-password' },
  code: {
    ...{ name: 'code', label: 'Code', autoComplete: 'one-time-code' },
    hint: 'The 6 digits that your authenticator app shows.',
  },
  newPassword: {
    ...{ name: 'password', label: 'New password', type: 'password', autoComplete: 'new-password' },
    hint: 'At least 8 characters, better 15. Any characters, also spaces.',
    check: (text) => {
      const { length } = Array.from(text.normalize('NFC'));
      if (length < 8) return 'Use at least 8 characters.';
      return length > 128 ? 'Use at most 128 characters.' : undefined;
    },
  },
} as const satisfies Record<string, Field>;

/** The code of somebody who may have lost the app. */
export const signInCode: Field = {
  ...fields.code,
  hint: 'The 6 digits that your authenticator app shows, or a recovery code.',
};
