import { Problem } from '@cellboard/contract';

/** The refusal where there is no such team, or none that the principal may see: nobody learns which. */
export function noTeam(): Problem {
  return new Problem('TEAM_NOT_FOUND', 'There is no such team, or you are not a member of it.');
}

/** The refusal of members who are not an owner. */
export function notYourTeam(name: string): Problem {
  return new Problem('NOT_ALLOWED', `Only owners of the team "${name}" can do this. Ask one of them.`);
}

/** The refusal to leave a team without an owner. */
export function isLastOwner(name: string): Problem {
  return new Problem(
    'LAST_OWNER',
    `The team "${name}" would have no owner. Make another member an owner first, on the page of the team.`,
  );
}

/** The refusal of links that do not work. */
export function deadInvitation(): Problem {
  return new Problem(
    'LINK_INVALID',
    'This invitation does not work: it was used or withdrawn, or it is too old. Ask for another one.',
  );
}
