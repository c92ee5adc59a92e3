/** What `conftest.py` says where something of the application is in the way of tests: what limits calls or wraps all answers. */
import { pythonString } from '../../naming/literals.js';
import type { Context } from '../context.js';
import { type Part, py } from '../print/code.js';
import { fastapiResponses } from '../print/symbols.js';

export function isInTheWay({ conventions: { testMiddleware } }: Context): boolean {
  return testMiddleware.names.length > 0 || testMiddleware.response !== undefined;
}

/** The client of a test calls the routes as they are; the rest of the application is as it was after it. */
export function withoutMiddleware(context: Context): readonly Part[] {
  const { names, response, wrappers } = context.conventions.testMiddleware;
  const isLimited = names.some((name) => !wrappers.some((each) => each.name === name));
  const isOther = names.map((name) => `${pythonString(name)} not in repr(each)`).join(' and ');
  const why = [isLimited && 'limits calls', wrappers.length > 0 && 'wraps answers'].filter(Boolean).join(' or ');
  return [
    isInTheWay(context) && `# Without what ${why}.`,
    // An application makes its middleware anew where it has none that is made.
    names.length > 0 &&
      py`
        middleware = [each for each in app.user_middleware if ${isOther}]
        monkeypatch.setattr(app, "user_middleware", middleware)
        monkeypatch.setattr(app, "middleware_stack", None)
      `,
    response !== undefined &&
      py`monkeypatch.setattr(${pythonString(`${response}.render`)}, ${fastapiResponses.JSONResponse}.render)`,
  ];
}
