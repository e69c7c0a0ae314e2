import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { InvitationsService } from './invitations.service.ts';
import { TeamAnswers } from './team-answers.ts';
import { TeamsService } from './teams.service.ts';

/** Teams, and invitations to them. */
@Module({
  imports: [AccountsModule],
  providers: [InvitationsService, TeamAnswers, TeamsService],
  exports: [InvitationsService, TeamsService],
})
export class TeamsModule {}
