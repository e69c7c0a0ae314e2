import { colourMap } from '@cellboard/viewer';
import type { ReactNode } from 'react';
import { grouped } from '../../ui/counted.ts';
import type { ConsensusMap } from '../../viewing/consensus-map.ts';
import '../../viewing/number-table.css';
import './consensus-legend.css';

/** The colours of a consensus map, with how many pixels have each. */
export function ConsensusLegend({ map: { counts } }: { readonly map: ConsensusMap }): ReactNode {
  const hasTruth = counts.some(({ inside }) => inside !== null);
  const all = counts.length - 1;
  const pixels = counts.reduce((sum, { inside, outside }) => sum + (inside ?? 0) + outside, 0);
  return (
    <div className="number-box consensus-box" tabIndex={0} role="region" aria-label="Colours of the consensus map">
      <table className="number-table">
        <thead>
          <tr>
            <th scope="col">Found by</th>
            <th scope="col">{hasTruth ? 'In cells of the ground truth, px' : 'Pixels'}</th>
            {hasTruth && <th scope="col">Outside, px</th>}
            <th scope="col">Of the image</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ candidates, inside, outside }) => (
            <tr key={candidates}>
              <th scope="row">
                <Swatch share={all === 0 ? 0 : candidates / all} isEmpty={candidates === 0 && !hasTruth} />
                {candidates} of {all}
              </th>
              {hasTruth && <td>{grouped(inside ?? 0)}</td>}
              <td>{grouped(outside)}</td>
              <td>{((100 * ((inside ?? 0) + outside)) / Math.max(1, pixels)).toFixed(1)} %</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasTruth && (
        <p className="viewing-note">
          Found by none: the darkest colour in cells of the ground truth, no colour outside of them.
        </p>
      )}
    </div>
  );
}

const map = colourMap('cividis');

function Swatch({ share, isEmpty }: { readonly share: number; readonly isEmpty: boolean }): ReactNode {
  const at = Math.round(share * (map.length / 3 - 1)) * 3;
  const colour = isEmpty ? 'transparent' : `rgb(${[...map.subarray(at, at + 3)].join(' ')})`;
  return <span className="consensus-swatch" aria-hidden style={{ background: colour }} />;
}
