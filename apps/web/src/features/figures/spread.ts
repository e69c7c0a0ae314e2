/**
 * Moves places apart so that none is nearer to the next than a gap, each as little as possible in their order: texts
 * beside lines do not lie over each other.
 *
 * @returns in the order of the places, between both ends; nearer to each other where there is too little room
 */
export function spread(
  places: readonly number[],
  { gap, low, high }: { readonly gap: number; readonly low: number; readonly high: number },
): number[] {
  const marks = places.map((place) => ({ place, at: Math.min(Math.max(place, low), high) }));
  const order = [...marks].sort((a, b) => a.place - b.place);
  const apart = Math.min(gap, (high - low) / Math.max(1, places.length - 1));
  let least = low;
  for (const mark of order) {
    mark.at = Math.max(mark.at, least);
    least = mark.at + apart;
  }
  let most = high;
  for (const mark of order.reverse()) {
    mark.at = Math.min(mark.at, most);
    most = mark.at - apart;
  }
  return marks.map(({ at }) => at);
}
