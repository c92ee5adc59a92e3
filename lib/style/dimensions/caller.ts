/** Which dependency gives handlers the current user: the one of the blueprint's handlers. */
import { type Caller, callerOf, pinnedGuard } from '../caller-of.js';
import type { Dimension } from '../dimension.js';
import { sourcePin } from '../source-pin.js';

const source = sourcePin('app.auth:get_current_user');

export const caller: Dimension<Caller | undefined> = {
  id: 'caller',
  default: undefined,
  learn(host) {
    const value = callerOf(host);
    return value === undefined ? undefined : { value, at: value.at };
  },
  pin: {
    expects: source.expects,
    read(given) {
      const found = source.read(given);
      return found && pinnedGuard(found, '');
    },
  },
};
