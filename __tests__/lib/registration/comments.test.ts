// What a copy repeats of the comment beside its original.
import { expect, test } from '@jest/globals';
import { pragmaIn } from '../../../lib/registration/comments.js';

test.each([
  ['  # noqa: F401  # keep: registers listeners of users', '  # noqa: F401'],
  ['  # noqa: F401, E402 users first', '  # noqa: F401, E402'],
  ['# noqa', '# noqa'],
  ['  # NOQA isort:skip', '  # NOQA isort:skip'],
  ['  # type: ignore[attr-defined]  # noqa: E402', '  # type: ignore[attr-defined]  # noqa: E402'],
  [
    '  # pylint: disable=wrong-import-position, unused-import',
    '  # pylint: disable=wrong-import-position, unused-import',
  ],
  ['  # pragma: no cover - users are tested by hand', '  # pragma: no cover'],
  ['  # nosec B101', '  # nosec B101'],
  ['  # fmt: skip', '  # fmt: skip'],
  ['  # ruff: noqa: F401', '  # ruff: noqa: F401'],
  ['  # all about users', ''],
  ['  # typed: ignored', ''],
  ['  # noqanot', ''],
])('of %j is %j', (comment, pragma) => {
  expect(pragmaIn(comment)).toBe(pragma);
});
