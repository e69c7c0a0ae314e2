import { Problem } from '@cellboard/contract';
import { dictionary } from '@zxcvbn-ts/language-common';

/** About 49,000 passwords of leaks, in lower case. */
const common = new Set<string>(dictionary['passwords-common']);

/** What an account is called, which its password must not be. */
interface Named {
  readonly email: string;
  readonly handle: string;
}

/**
 * Refuses passwords that others try first: those of many people, and the name of the account. Which characters it has
 * does not matter. Its length is checked by the contract.
 *
 * @throws Problem PASSWORD_WEAK
 */
export function requireGoodPassword(password: string, { email, handle }: Named): void {
  const text = password.toLowerCase();
  const names = [email, email.split('@')[0], handle, 'cellboard'];
  if (common.has(text) || isRepeated(text)) {
    throw new Problem('PASSWORD_WEAK', 'Many people use this password, so others try it first. Choose another one.');
  }
  if (
    names.some((name) => name !== undefined && text.replaceAll(/[^\p{L}]/gu, '') === name.replaceAll(/[^\p{L}]/gu, ''))
  ) {
    throw new Problem(
      'PASSWORD_WEAK',
      'This password is the name of your account or of this site. Choose another one.',
    );
  }
}

/** One to three characters over and over. */
function isRepeated(text: string): boolean {
  return [1, 2, 3].some((length) => text.slice(length) === text.slice(0, -length));
}
