import type { Principal } from '@cellboard/contract';
import {
  AccountRepository,
  ApiTokenEntity,
  CuratedDatasetEntity,
  MailedTokenEntity,
  PasskeyChallengeEntity,
  PasskeyEntity,
  RecoveryCodeEntity,
  SecondFactorEntity,
  SessionEntity,
  TeamInvitationEntity,
  TeamMemberEntity,
  TeamRepository,
  transactional,
  type DeveloperEntity,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { isLastOwner } from '../teams/team-problems.ts';
import { requireOtherAdmin } from './require-other-admin.ts';
import { SignIns } from './sign-ins.ts';

/** What is kept of an account alone. */
const own = [
  ...[SessionEntity, ApiTokenEntity, MailedTokenEntity, CuratedDatasetEntity, TeamMemberEntity],
  ...[SecondFactorEntity, RecoveryCodeEntity, PasskeyEntity, PasskeyChallengeEntity],
];

/** Deletes accounts, and leaves what others refer to. */
@Injectable()
export class AccountRemoval {
  constructor(
    private readonly em: EntityManager,
    private readonly accounts: AccountRepository,
    private readonly signIns: SignIns,
    private readonly teams: TeamRepository,
  ) {}

  /**
   * Deletes an account. A team that has nobody else stays without members, for its models.
   *
   * @throws Problem PASSWORD_WRONG, LAST_ADMIN, LAST_OWNER or TOO_MANY_ATTEMPTS
   */
  async remove(principal: Principal, account: DeveloperEntity, password: string): Promise<void> {
    await this.signIns.prove(account, password);
    await transactional(this.em, async (transaction) => {
      if (account.role === 'admin') await requireOtherAdmin(this.accounts);
      const team = await this.teams.onlyOwned(account.id);
      if (team !== null) throw isLastOwner(team);
      await transaction.nativeDelete(TeamInvitationEntity, { email: account.email ?? '' });
      for (const entity of own) await transaction.nativeDelete<object>(entity, { developer: account.id });
      forget(account);
      audit(transaction, principal, { action: 'account.remove', object: 'account', subject: account.id });
    });
  }
}

/** Leaves a row without a person, for the models and submissions that refer to it. */
function forget(account: DeveloperEntity): void {
  const nobody = { email: null, passHash: null, handle: null, verifiedAt: null, suspendedAt: null } as const;
  const name = `Deleted account ${account.id.slice(0, 13)}`;
  Object.assign(account, { ...nobody, name, role: 'developer', curatesAll: false, deletedAt: new Date() });
}
