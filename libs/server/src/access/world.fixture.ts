import { accountOf, type Principal, type SubmissionId } from '@cellboard/contract';
import type { EntityManager } from '@cellboard/db';
import { imageOf, truthOf } from '../testing/pictures.fixture.ts';
import { makePrincipals } from '../testing/principals.fixture.ts';
import { words, type TestServer } from '../testing/server.fixture.ts';
import type { Which } from './access-objects.fixture.ts';
import type { Person } from './access-table.fixture.ts';
import { somewhere, type World } from './requests.fixture.ts';

/** Everyone who may ask, the objects that they ask about, and what puts back what a request changed. */
export interface AccessWorld {
  readonly who: Record<Person, Principal>;
  readonly world: World;
  readonly restore: () => Promise<void>;
}

/** Makes everyone, and an object of every kind: public, hidden, their own, of their team, and of others. */
export async function makeWorld(server: TestServer, em: () => EntityManager): Promise<AccessWorld> {
  const made = await makePrincipals(server);
  const mate = await server.developer('Mate');
  const bystander = await server.developer('Bystander');
  const curated = ['own', 'hidden'];
  const who: Record<Person, Principal> = {
    ...{ visitor: made.anonymous, owner: made.owner, 'team mate': mate, stranger: made.stranger },
    ...{ curator: { ...made.curator, datasets: curated } as Principal, 'other curator': made.otherCurator },
    ...{ admin: made.admin, operator: made.operator },
    ...{ 'read token': made.ownersReadingToken, 'submit token': made.ownersToken },
    'curate token': { ...made.curatorsToken, datasets: curated } as Principal,
  };
  for (const slug of ['own', 'foreign']) await server.publishDataset(slug, [{ cells: 1 }]);
  await server.asOperator((api) => api.datasets.create(words.dataset('hidden')));
  await server.addImage('hidden', 'image-1', { image: await imageOf(1, 50), truth: await truthOf(1) });
  await server.asOperator((api) => api.tasks.create(words.task('secret', 'own')));
  await em().execute(`update task set visibility = 'draft' where slug = 'secret'`);
  const candidate = { slug: 'base', name: 'Base', weights: { slug: 'base', name: 'Base' } };
  const lab = await server.as(made.owner, (api) => api.teams.create({ name: 'Lab' }));
  const theirs = await server.as(bystander, (api) => api.teams.create({ name: 'Others' }));
  await server.as(made.owner, (api) => api.models.create(words.model('mine', { candidate })));
  await server.as(made.owner, (api) => api.models.create(words.model('ours', { candidate, team: lab.id })));
  await server.asOperator((api) => api.models.create(words.model('theirs', { candidate })));
  const [owner, other] = [accountOf(made.owner), accountOf(mate)];
  const restore = async () => {
    const put = `insert into team_member (team_id, developer_id, role) values (?, ?, ?) on conflict (team_id, developer_id) do update set role = excluded.role`;
    await em().execute(put, [lab.id, owner, 'owner']);
    await em().execute(put, [lab.id, other, 'member']);
    await em().execute(
      `update model set owner_id = case slug when 'mine' then ?::uuid end, team_id = case slug when 'ours' then ?::uuid end
        where slug in ('mine', 'ours', 'theirs')`,
      [owner, lab.id],
    );
    await em().execute('delete from throttle');
  };
  await restore();
  const open = (principal: Principal, model: string) =>
    server.as(principal, (api) => api.submissions.create({ task: 'cells', model, candidate: 'base' }));
  const published = (await open(made.operator, 'theirs')).id;
  await em().execute(`update submission set state = 'closed', closed_at = now(), published_at = now() where id = ?`, [
    published,
  ]);
  const ids: Partial<Record<Which, SubmissionId>> = {
    public: published,
    own: (await open(made.owner, 'mine')).id,
    'of the team': (await open(mate, 'ours')).id,
    foreign: (await open(made.operator, 'theirs')).id,
  };
  const world: World = {
    dataset: (which) => (which === 'public' ? 'own' : which),
    task: (which) => ({ public: 'cells', hidden: 'secret' })[which as string] ?? 'missing',
    model: (which) =>
      ({ own: 'mine', public: 'mine', 'of the team': 'ours', foreign: 'theirs' })[which as string] ?? 'missing',
    submission: (which) => ids[which] ?? somewhere,
    team: (which) => ({ 'of the team': lab.id, foreign: theirs.id })[which as string] ?? somewhere,
  };
  return { who, world, restore };
}
