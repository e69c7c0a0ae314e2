import type { Principal, Team, TeamId } from '@cellboard/contract';
import { Postbox } from '../accounts/postbox.ts';
import { Mailer, type Message } from '../mail/mailer.ts';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { codeOf } from '../testing/principals.fixture.ts';
import { TestServer, words, type Api } from '../testing/server.fixture.ts';

type Person = Extract<Principal, { kind: 'developer' }>;

const nowhere = '00000000-0000-4000-8000-000000000000' as TeamId;
const reason = 'We made it together.';

describeDatabases((database) => {
  let server: TestServer;
  let [ada, bob, cleo]: Person[] = [];
  let team: TeamId;
  const sent: Message[] = [];

  beforeAll(async () => {
    server = await TestServer.open(database);
    [ada, bob, cleo] = [await server.developer('Ada'), await server.developer('Bob'), await server.developer('Cleo')];
    await server.publishDataset('cells', [{ cells: 1 }]);
    await server.asOperator((api) => api.tasks.create(words.task('shared', 'cells')));
    await server.with(Mailer, (mailer) => {
      const send = mailer.send.bind(mailer);
      mailer.send = (message) => {
        sent.push(message);
        return send(message);
      };
      return Promise.resolve();
    });
  });
  beforeEach(async () => {
    await database.orm.em.fork().execute('delete from throttle');
    team = (await as(ada, (api) => api.teams.create({ name: 'Cell lab' }))).id;
  });
  afterAll(() => server.close());

  const as = <T>(who: Principal | undefined, request: (api: Api) => Promise<T>) => server.as(who!, request);
  const refusal = async (request: Promise<unknown>) => request.then(() => 'done', codeOf);

  /** The secret of the newest invitation. */
  async function invite(email: string): Promise<string> {
    await as(ada, (api) => api.invitations.invite({ team, email }));
    await server.with(Postbox, (postbox) => postbox.empty());
    const last = sent.at(-1);
    expect(last).toMatchObject({ to: email, subject: 'Join the team "Cell lab" on Cellboard' });
    const [, secret = ''] = /https:\/\/cellboard\.test\/me\/teams\/join#([\w-]{43})$/m.exec(last?.text ?? '') ?? [];
    return secret;
  }

  async function join(who: Person | undefined): Promise<Team> {
    const token = await invite(`${who!.id}@example.org`);
    return as(who, (api) => api.invitations.accept({ token }));
  }

  it('is made by its first owner, and seen by nobody else', async () => {
    expect(await as(ada, (api) => api.teams.get({ team }))).toMatchObject({
      ...{ name: 'Cell lab', role: 'owner', memberCount: 1, invitations: [], models: [] },
      members: [{ handle: 'ada', name: 'Ada', role: 'owner' }],
    });
    const hidden = await as(bob, (api) => api.teams.get({ team })).catch(String);
    expect(hidden).toContain('There is no such team');
    expect(await as(bob, (api) => api.teams.get({ team: nowhere })).catch(String)).toBe(hidden);
    expect(await as(bob, (api) => api.teams.mine())).toEqual([]);
    expect(await server.asOperator((api) => api.teams.get({ team }))).toMatchObject({ role: null });
  });

  it('invites by a link that works once, until it is withdrawn, replaced or too old', async () => {
    const first = await invite('bob@example.org');
    const second = await invite('bob@example.org');
    expect(await as(bob, (api) => api.invitations.check({ token: second }))).toEqual({
      ...{ id: team, name: 'Cell lab', invitedBy: 'Ada' },
    });
    expect(await refusal(as(bob, (api) => api.invitations.accept({ token: first })))).toBe('LINK_INVALID');
    expect(await as(bob, (api) => api.invitations.accept({ token: second }))).toMatchObject({
      ...{ role: 'member', memberCount: 2, invitations: [] },
    });
    expect(await refusal(as(cleo, (api) => api.invitations.accept({ token: second })))).toBe('LINK_INVALID');

    const third = await invite('cleo@example.org');
    const { invitations } = await as(ada, (api) => api.teams.get({ team }));
    expect(invitations).toMatchObject([{ email: 'cleo@example.org' }]);
    expect((await as(bob, (api) => api.teams.get({ team }))).invitations).toEqual([]);
    const revoke = { team, invitation: invitations[0]!.id };
    expect(await refusal(as(bob, (api) => api.invitations.revoke(revoke)))).toBe('NOT_ALLOWED');
    await as(ada, (api) => api.invitations.revoke(revoke));
    expect(await refusal(as(cleo, (api) => api.invitations.accept({ token: third })))).toBe('LINK_INVALID');
    const fourth = await invite('cleo@example.org');
    await database.orm.em.fork().execute(`update team_invitation set expires_at = now() - interval '1 second'`);
    expect(await refusal(as(cleo, (api) => api.invitations.check({ token: fourth })))).toBe('LINK_INVALID');
    const kept = await database.orm.em.fork().execute('select * from team_invitation');
    expect(JSON.stringify(kept)).not.toContain(fourth);
  });

  it('takes one of several who open a link at once', async () => {
    const token = await invite('somebody@example.org');
    const tries = [bob, cleo, bob].map((who) => refusal(as(who, (api) => api.invitations.accept({ token }))));
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect((await as(ada, (api) => api.teams.get({ team }))).memberCount).toBe(2);
  });

  it('sends no flood of invitations', async () => {
    for (let n = 0; n < 5; n++) await invite('victim@example.org');
    const invitation = { team, email: 'victim@example.org' };
    expect(await refusal(as(ada, (api) => api.invitations.invite(invitation)))).toBe('TOO_MANY_ATTEMPTS');
  });

  it('always has an owner', async () => {
    await join(bob);
    expect(await refusal(as(ada, (api) => api.teams.leave({ team })))).toBe('LAST_OWNER');
    const demote = { team, handle: 'ada', role: 'member' } as const;
    expect(await refusal(as(ada, (api) => api.teams.setRole(demote)))).toBe('LAST_OWNER');
    expect(await refusal(as(ada, (api) => api.teams.removeMember({ team, handle: 'ada' })))).toBe('LAST_OWNER');
    for (const change of [
      (api: Api) => api.teams.setRole({ team, handle: 'bob', role: 'owner' }),
      (api: Api) => api.teams.removeMember({ team, handle: 'ada' }),
      (api: Api) => api.teams.rename({ team, name: 'Mine' }),
      (api: Api) => api.invitations.invite({ team, email: 'cleo@example.org' }),
    ]) {
      expect(await refusal(as(bob, change))).toBe('NOT_ALLOWED');
      expect(await refusal(as(cleo, change))).toBe('TEAM_NOT_FOUND');
    }
    await as(ada, (api) => api.teams.setRole({ team, handle: 'bob', role: 'owner' }));
    // Each may leave, but not both at once.
    const outcomes = await Promise.all([ada, bob].map((who) => refusal(as(who, (api) => api.teams.leave({ team })))));
    expect(outcomes.sort()).toEqual(['LAST_OWNER', 'done']);
  });

  it('shares models and their submissions with its members, as long as they are members', async () => {
    await join(bob);
    const slug = `model-${team.slice(0, 8)}`;
    const model = words.model(slug, { developer: 'Ada', team });
    await as(ada, (api) => api.models.create(model));
    expect(await refusal(as(cleo, (api) => api.models.create({ ...model, developer: 'Cleo', slug: 'other' })))).toBe(
      'TEAM_NOT_FOUND',
    );
    const submission = { task: 'shared', model: slug, candidate: 'base' };
    const { id } = await as(bob, (api) => api.submissions.create(submission));
    // The draft of one is the draft of all.
    expect((await as(ada, (api) => api.submissions.create(submission))).id).toBe(id);
    expect((await as(ada, (api) => api.submissions.mine({ limit: 1 }))).items).toMatchObject([{ id }]);
    const add = { ...model, candidate: { ...model.candidate, slug: 'more', name: 'More' } };
    await as(bob, (api) => api.models.create(add));
    expect(await refusal(as(cleo, (api) => api.models.create(add)))).toBe('NOT_ALLOWED');
    expect(await refusal(as(cleo, (api) => api.submissions.get({ submission: id })))).toBe('SUBMISSION_NOT_FOUND');
    expect((await as(ada, (api) => api.teams.get({ team }))).models).toEqual([{ slug, name: `Model ${slug}` }]);

    await as(ada, (api) => api.teams.removeMember({ team, handle: 'bob' }));
    for (const late of [
      (api: Api) => api.submissions.get({ submission: id }),
      (api: Api) => api.submissions.withdraw({ submission: id, reason }),
    ]) {
      expect(await refusal(as(bob, late))).toBe('SUBMISSION_NOT_FOUND');
    }
    expect(await refusal(as(bob, (api) => api.models.create(add)))).toBe('NOT_ALLOWED');
    await as(ada, (api) => api.submissions.withdraw({ submission: id, reason }));
  });

  it('is given models by their owners, and only its owners take them back', async () => {
    await join(bob);
    const slug = `gift-${team.slice(0, 8)}`;
    const assign = (to: TeamId | null) => (api: Api) => api.models.assign({ model: slug, team: to, reason });
    await as(bob, (api) => api.models.create(words.model(slug, { developer: 'Bob' })));
    expect(await refusal(as(ada, assign(team)))).toBe('NOT_ALLOWED');
    expect(await refusal(as(bob, assign(nowhere)))).toBe('TEAM_NOT_FOUND');
    await as(bob, assign(team));
    expect(await refusal(as(bob, assign(null)))).toBe('NOT_ALLOWED');
    await as(ada, assign(null));
    expect(await refusal(as(bob, assign(team)))).toBe('NOT_ALLOWED');
    const log = await database.orm.em
      .fork()
      .execute<{ after: object }[]>(
        `select after from audit_entry where action = 'model.assign' and subject = ? order by id`,
        [slug],
      );
    expect(log).toEqual([{ after: { team, owner: null } }, { after: { team: null, owner: ada!.id } }]);
  });
});
