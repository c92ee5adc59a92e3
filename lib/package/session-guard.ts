/** A session that asks who calls: what gives it is a guard besides. */
import type { Style } from '../style/style-values.js';

/** Whether a guard is what gives the session. */
export function isSessionGuard(
  { session }: Style,
  { source, call, member }: Style['security']['guards'][number],
): boolean {
  const isSource = source?.module === session.module && source.name === session.name;
  return isSource && call === undefined && member === session.member;
}

/** Whether one of the package's guards is. */
export function hasSessionGuard(style: Style): boolean {
  const { guards, operations } = style.security;
  return [...guards, ...Object.values(operations).flat()].some((guard) => isSessionGuard(style, guard));
}
