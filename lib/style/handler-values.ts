/** How the host writes the handlers of a package: one value for each dimension of them. */
import type { Operation } from '../framework/operations.js';
import type { BodyNames } from './dimensions/body-names.js';
import type { Controllers } from './dimensions/controllers.js';
import type { DecoratorKeyword } from './dimensions/decorator-order.js';
import type { Deletes } from './dimensions/deletes.js';
import type { HandlerDocs } from './dimensions/handler-docs.js';
import type { HandlerNames } from './dimensions/handler-names.js';
import type { HandlerParameters } from './dimensions/handler-parameters.js';
import type { PathKey } from './dimensions/path-key.js';
import type { PathWords } from './dimensions/path-words.js';
import type { RecordForm } from './dimensions/record-form.js';
import type { Responses } from './dimensions/responses.js';
import type { UpdateAnswers } from './dimensions/update-answers.js';
import type { UpdateMethod } from './dimensions/update-method.js';

export type HandlerValues = {
  /** The verb that changes a record. */
  readonly updateMethod: UpdateMethod;
  /** What an update answers. */
  readonly updateAnswers: UpdateAnswers;
  /** What a delete answers. */
  readonly deletes: Deletes;
  /** What the handlers are called, as patterns: `create_{one}`. */
  readonly handlerNames: HandlerNames;
  /** The class whose methods the handlers are; nothing where they are functions. */
  readonly controllers: Controllers | undefined;
  /** The order of the handlers in their file. */
  readonly handlerOrder: readonly Operation[];
  /** The order of their parameters, and whether these are behind a `*`. */
  readonly handlerParameters: HandlerParameters;
  /** What they call the body that a client sends. */
  readonly bodyNames: BodyNames;
  /** What the path of a record calls its key, and what is behind it. */
  readonly pathKey: PathKey;
  /** The operations whose paths in decorators have the singular where that of the list has the plural. */
  readonly pathNouns: readonly Operation[];
  /** What paths say of what is done. */
  readonly pathWords: PathWords;
  /** Whether a dependency loads the record of a path for the handlers. */
  readonly recordForm: RecordForm;
  /** Whether a decorator documents what is answered besides. */
  readonly responses: Responses;
  /** The order of what a decorator says besides the path. */
  readonly decoratorOrder: readonly DecoratorKeyword[];
  /** What the handlers, the model and the schemas say of themselves: docstrings and summaries. */
  readonly handlerDocs: HandlerDocs;
};
