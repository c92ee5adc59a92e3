/** What limits how often the blueprint's routes are called, each by itself: a new package's are not limited so. */
import { routerCall } from '../../framework/handlers.js';
import { childOf, type PythonNode } from '../../python/syntax.js';
import type { Dimension } from '../dimension.js';
import { handlerShapes } from '../handler-shapes.js';

export type RateLimit = { readonly text: string; readonly at: string };

export const rateLimits: Dimension<RateLimit | undefined> = {
  id: 'rate-limits',
  default: undefined,
  learn(host) {
    for (const { handler } of handlerShapes(host).values()) {
      const { module, node, keywords, router } = handler;
      const decorated = node.parent?.type === 'decorated_definition' ? node.parent.named : [];
      const given = [
        ...decorated.filter(({ type }) => type === 'decorator'),
        ...(childOf(node, 'parameters')?.named ?? []),
        ...(keywords.get('dependencies')?.named ?? []),
        ...(routerCall(module, router)?.keywords.get('dependencies')?.named ?? []),
      ];
      const found = given.find(isLimit);
      if (found === undefined) continue;
      const at = host.at(module, found.line);
      return { value: { text: found.text.replace(/\s+/g, ' '), at }, at };
    }
    return undefined;
  },
};

/** `@limiter.limit("20/minute")`, `Depends(RateLimiter(times=5, seconds=60))` */
const isLimit = ({ text }: PythonNode): boolean =>
  /^@[\w.]*limiter\.\w+\(|^@[\w.]*(?:rate_?limit|throttle)\w*\b|Depends\([\w.]*(?:rate_?limit|throttl)/i.test(text);
