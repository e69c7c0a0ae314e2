import type { Signals } from '@cellboard/contract';
import type { ReactNode } from 'react';

/** A number with its word, such as `2 others`. */
export const counted = (count: number, word: string): string => `${String(count)} ${word}${count === 1 ? '' : 's'}`;

/** From where an account signed in, and which others did from there. */
export function SignalList({ networks, linked }: Signals): ReactNode {
  return (
    <>
      <h2>Where the account signed in</h2>
      <p>
        {networks.length === 0
          ? 'Nowhere in the last 30 days.'
          : networks.map(({ network, lastDay }) => `${network} (last on ${lastDay})`).join(', ')}
      </p>
      <h2>Others who signed in from there</h2>
      {linked.length === 0 && <p>Nobody in the last 30 days.</p>}
      {linked.length > 0 && <p>A reason to ask, and no proof: people share computers and networks.</p>}
      <ul className="account-list">
        {linked.map(({ handle, browsers, networkDays, lastDay }) => (
          <li key={handle}>
            <div>
              <strong>{handle}</strong>
              <p>
                {browsers > 0 && `${counted(browsers, 'browser')} in common · `}
                {networkDays > 0 && `same network on ${counted(networkDays, 'day')} · `}
                last on {lastDay}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
