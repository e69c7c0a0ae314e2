import type { Services } from '@cellboard/contract/router';
import type { INestApplicationContext } from '@nestjs/common';
import { AccountsService } from './accounts/accounts.service.ts';
import { PasskeysService } from './accounts/passkeys.service.ts';
import { PeopleService } from './accounts/people.service.ts';
import { RegistrationService } from './accounts/registration.service.ts';
import { SecondFactorService } from './accounts/second-factor.service.ts';
import { TokensService } from './accounts/tokens.service.ts';
import { CellsService } from './cells/cells.service.ts';
import { DatasetsService } from './datasets/datasets.service.ts';
import { RescoringService } from './evaluation/rescoring.service.ts';
import { ImagesService } from './images/images.service.ts';
import { LeaderboardService } from './leaderboard/leaderboard.service.ts';
import { ModelsService } from './models/models.service.ts';
import { SourcesService } from './sources/sources.service.ts';
import { StorageService } from './storage/storage.service.ts';
import { SubmissionProgressService } from './submissions/submission-progress.service.ts';
import { SubmissionsService } from './submissions/submissions.service.ts';
import { SystemService } from './system/system.service.ts';
import { InvitationsService } from './teams/invitations.service.ts';
import { TeamsService } from './teams/teams.service.ts';
import { UploadsService } from './uploads/uploads.service.ts';
import { TasksService } from './tasks/tasks.service.ts';

/** The services behind the router's procedures. */
export function routerServices(app: INestApplicationContext): Services {
  return {
    accounts: app.get(AccountsService),
    cells: app.get(CellsService),
    datasets: app.get(DatasetsService),
    evaluations: app.get(RescoringService),
    images: app.get(ImagesService),
    invitations: app.get(InvitationsService),
    leaderboard: app.get(LeaderboardService),
    models: app.get(ModelsService),
    passkeys: app.get(PasskeysService),
    people: app.get(PeopleService),
    registration: app.get(RegistrationService),
    secondFactor: app.get(SecondFactorService),
    sources: app.get(SourcesService),
    storage: app.get(StorageService),
    submissionProgress: app.get(SubmissionProgressService),
    submissions: app.get(SubmissionsService),
    system: app.get(SystemService),
    tasks: app.get(TasksService),
    teams: app.get(TeamsService),
    tokens: app.get(TokensService),
    uploads: app.get(UploadsService),
  };
}
