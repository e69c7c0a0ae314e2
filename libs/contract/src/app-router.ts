import { isAction, type Action } from './access/policies.ts';
import { accountsRouter, type AccountsService } from './accounts/accounts.router.ts';
import { passkeysRouter, type PasskeysService } from './accounts/passkeys.router.ts';
import { peopleRouter, type PeopleService } from './accounts/people.router.ts';
import { registrationRouter, type RegistrationService } from './accounts/registration.router.ts';
import { secondFactorRouter, type SecondFactorService } from './accounts/second-factor.router.ts';
import { tokensRouter, type TokensService } from './accounts/tokens.router.ts';
import { cellsRouter, type CellsService } from './cells/cells.router.ts';
import { datasetsRouter, type DatasetsService } from './datasets/datasets.router.ts';
import { evaluationsRouter, type RescoringService } from './evaluations/evaluations.router.ts';
import { imagesRouter, type ImagesService } from './images/images.router.ts';
import { leaderboardRouter, type LeaderboardService } from './leaderboard/leaderboard.router.ts';
import { modelsRouter, type ModelsService } from './models/models.router.ts';
import { mergeRouters, router } from './procedures.ts';
import { sourcesRouter, type SourcesService } from './sources/sources.router.ts';
import { storageRouter, type StorageService } from './storage/storage.router.ts';
import { submissionsRouter as changesRouter } from './submissions/submission-changes.router.ts';
import {
  submissionsRouter,
  type SubmissionProgressService,
  type SubmissionsService,
} from './submissions/submissions.router.ts';
import { systemRouter, type SystemService } from './system/system.router.ts';
import { invitationsRouter, teamsRouter, type InvitationsService, type TeamsService } from './teams/teams.router.ts';
import { uploadsRouter, type UploadsService } from './uploads/uploads.router.ts';
import { tasksRouter, type TasksService } from './tasks/tasks.router.ts';

/** What the doors need behind them. */
export interface Services {
  readonly accounts: AccountsService;
  readonly cells: CellsService;
  readonly datasets: DatasetsService;
  readonly evaluations: RescoringService;
  readonly images: ImagesService;
  readonly invitations: InvitationsService;
  readonly leaderboard: LeaderboardService;
  readonly models: ModelsService;
  readonly passkeys: PasskeysService;
  readonly people: PeopleService;
  readonly registration: RegistrationService;
  readonly secondFactor: SecondFactorService;
  readonly sources: SourcesService;
  readonly storage: StorageService;
  readonly submissionProgress: SubmissionProgressService;
  readonly submissions: SubmissionsService;
  readonly system: SystemService;
  readonly tasks: TasksService;
  readonly teams: TeamsService;
  readonly tokens: TokensService;
  readonly uploads: UploadsService;
}

/**
 * Every procedure of the application.
 *
 * @throws Error if a procedure has no policy, or that of another
 */
export function createAppRouter(services: Services) {
  const app = router({
    accounts: accountsRouter(services.accounts),
    cells: cellsRouter(services.cells),
    datasets: datasetsRouter(services.datasets),
    evaluations: evaluationsRouter(services.evaluations),
    images: imagesRouter(services.images),
    invitations: invitationsRouter(services.invitations),
    leaderboard: leaderboardRouter(services.leaderboard),
    models: modelsRouter(services.models),
    passkeys: passkeysRouter(services.passkeys),
    people: peopleRouter(services.people),
    registration: registrationRouter(services.registration),
    secondFactor: secondFactorRouter(services.secondFactor),
    sources: sourcesRouter(services.sources),
    storage: storageRouter(services.storage),
    submissions: mergeRouters(
      submissionsRouter(services.submissions, services.submissionProgress),
      changesRouter(services.submissions),
    ),
    system: systemRouter(services.system),
    tasks: tasksRouter(services.tasks),
    teams: teamsRouter(services.teams),
    tokens: tokensRouter(services.tokens),
    uploads: uploadsRouter(services.uploads),
  });
  assertPolicies(app._def.procedures);
  return app;
}
export type AppRouter = ReturnType<typeof createAppRouter>;

/** The names of the procedures, as the policy table has them. */
export function procedureNames(app: { readonly _def: { readonly procedures: object } }): Action[] {
  return Object.keys(app._def.procedures).filter(isAction);
}

/** Refuses a table of procedures in which one is not built on the policy of its own name. */
export function assertPolicies(procedures: object): void {
  for (const [path, procedure] of Object.entries(procedures) as [string, { _def: { meta?: { action?: unknown } } }][]) {
    if (procedure._def.meta?.action === path && isAction(path)) continue;
    throw new Error(`The procedure ${path} has no policy of its own. Build it on procedure('${path}').`);
  }
}
