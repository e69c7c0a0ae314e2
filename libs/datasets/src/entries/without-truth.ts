/** How to import an image without a label image all the same; the end of a sentence that says what else can be done. */
export const orWithoutTruth =
  'remove the image, or use --without-truth to import it all the same: it is then shown and never scored.';
