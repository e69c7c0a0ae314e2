import { useState } from 'react';

/** A threshold that moves at once, and follows the one of the address. */
export function useThreshold(written: number): [threshold: number, move: (threshold: number) => void] {
  const [live, setLive] = useState(written);
  const [followed, setFollowed] = useState(written);
  if (followed !== written) {
    setFollowed(written);
    setLive(written);
  }
  return [live, setLive];
}
