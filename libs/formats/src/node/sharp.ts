import sharp from 'sharp';

// Images are decoded one at a time in each thread or process: threads inside libvips would only compete with them,
// and a cache would keep images that nobody asks for twice.
sharp.cache(false);
sharp.concurrency(1);

// What comes from strangers must not choose among all that libvips can load: whatever is not needed here stays shut.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadTiff', 'VipsForeignLoadWebp'] });

/**
 * Libvips as it is used here: one thread, no cache, and no loader but those of JPEG, TIFF and WebP. The settings hold for the
 * whole process.
 */
export { sharp };
