import type { FastifyHelmetOptions } from '@fastify/helmet';
import type { Web } from '../web/web.ts';

/**
 * What a browser may do with our pages: run our own scripts and nothing else. Styles may stand in the page, because
 * the component library computes sizes and colours into them.
 */
export function securityHeaders(web: Web | undefined): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'", ...(web?.scriptHashes ?? [])],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'worker-src': ["'self'"],
        'manifest-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    // Whether the site is reached by TLS is known to the server in front of it, which sets this header.
    strictTransportSecurity: false,
  };
}
