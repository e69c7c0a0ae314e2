import type { ReactNode } from 'react';

/** A candidate of the address that has no prediction of the image. */
export interface Absent {
  readonly name: string;
  /** Whether the board counts the image as one in which it found nothing. */
  readonly isScored: boolean;
}

/** Says which candidates of the address have nothing here, and whether that counts. */
export function AbsentCandidates({ absent }: { readonly absent: readonly Absent[] }): ReactNode {
  if (absent.length === 0) return null;
  return (
    <div role="status">
      {absent.map(({ name, isScored }) => (
        <p key={name} className="viewing-note">
          {isScored
            ? `${name}: no prediction was submitted for this image; it is scored as empty.`
            : `There are no predictions of ${name} for this image.`}
        </p>
      ))}
    </div>
  );
}
