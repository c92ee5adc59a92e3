/** What the plan says of answers: where the blueprint's are others than the new package's, or its tests see others than clients. */
import { hasStandardDeps } from '../package/modules.js';
import type { Style } from '../style/style-values.js';
import type { PackagePlan } from './plan.js';

/** Where the blueprint's answers could not be followed, and what puts those of all routes into something. */
export function answerNotes(plans: readonly Pick<PackagePlan, 'conventions'>[]): readonly string[] {
  const notes = plans.flatMap(({ conventions }) => {
    if (conventions === undefined) return [];
    const { record, list } = conventions.envelope.unwritten;
    const at = conventions.evidence['envelope'];
    // A page of the package's own is asked for: `--page=total`.
    const isPaged = conventions.envelope.operations.list !== undefined;
    const lists = isPaged ? 'a page of its own, with items and total' : 'a plain list of records';
    const instead = [record && 'a record as it is', list && lists].filter(Boolean).join(', and ');
    const told = [...new Set([record, list].filter(Boolean))].join(' and ');
    const { unwritten } = conventions.deletes;
    const { layers, rateLimits: limit } = conventions;
    const unseen = layers.kind === 'standard' ? layers.unseen : undefined;
    const raised = conventions.raises.unwritten;
    const deleted = `The blueprint's delete answers ${unwritten} (${conventions.evidence['deletes']}); the new one answers null.`;
    const isTold = conventions.updateAnswers.kind !== 'record';
    const others = conventions.envelope.told.filter(({ operation }) => !(operation === 'update' && isTold));
    return [
      ...others.map(
        (each) =>
          `The blueprint's ${each.operation} answers ${each.text} (${each.at}); the new one answers the record.`,
      ),
      ...(told === '' ? [] : [`The blueprint answers ${told} (${at}); the new package answers ${instead}.`]),
      ...(unwritten === undefined ? [] : [deleted]),
      ...(raised === undefined
        ? []
        : [`The blueprint raises ${raised.text} (${raised.at}); the new package raises HTTPException with a text.`]),
      ...(conventions.security.first === undefined
        ? []
        : [
            `Every handler of the blueprint calls ${conventions.security.first.text} (${conventions.security.first.at}); those of the new package do not: add it where it is needed.`,
          ]),
      ...(unseen === undefined
        ? []
        : [
            `The blueprint's handlers call ${unseen.name} (${unseen.at}), and no query is seen below it: the new package has the layers of the written standard.`,
          ]),
      ...(!opensByItself(conventions)
        ? []
        : [
            `No dependency of the backend brings a session: the blueprint opens them where it uses them (${conventions.evidence['session']}), and the new package has a dependency that does it.`,
          ]),
      ...(limit === undefined
        ? []
        : [`Calls of the blueprint are limited (${limit.text}, ${limit.at}); those of the new package are not.`]),
      ...conventions.testMiddleware.wrappers.map(
        ({ name, at: added }) =>
          `${name} (${added}) puts into something what the new routes answer, too; the tests of the package leave that out.`,
      ),
    ];
  });
  return [...new Set(notes)];
}

/** Whether the package has a dependency for its sessions that neither the host nor the blueprint has. */
function opensByItself(style: Style): boolean {
  const isShown = style.sessionForm.kind === 'own' && style.sessionForm.opener !== undefined;
  return style.session.opens === true && hasStandardDeps(style) && !isShown;
}
