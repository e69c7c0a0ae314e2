import { Problem } from '@cellboard/contract';
import type { AccountRepository } from '@cellboard/db';

/**
 * Keeps the last admin in office. Call it in the transaction that takes one away.
 *
 * @throws Problem LAST_ADMIN
 */
export async function requireOtherAdmin(accounts: AccountRepository): Promise<void> {
  await accounts.lockAdmins();
  if ((await accounts.countAdmins()) > 1) return;
  throw new Problem('LAST_ADMIN', 'This is the only admin of this site. Make another account an admin first.');
}
