import { type Context, optionalOf, unionOf, utc } from './context.js';
import type { ModelNeeds } from './models-view.js';

/** The helpers that stand once in `models.py`, above the models. */
export type ModelHelpersView = ModelNeeds & {
  readonly py: Readonly<Record<string, string>>;
};

export function modelHelpersView(context: Context, needs: ModelNeeds): ModelHelpersView {
  const { names } = context;
  const py: Record<string, string> = {};
  if (needs.exactDecimal) {
    py['Decimal'] = names.from('decimal', 'Decimal');
    py['String'] = names.from('sqlalchemy', 'String');
    py['Numeric'] = names.from('sqlalchemy', 'Numeric');
    py['TypeEngine'] = names.from('sqlalchemy.types', 'TypeEngine');
    py['Any'] = names.from('typing', 'Any');
    py['ExactDecimal'] = names.own('ExactDecimal');
  }
  if (needs.utcDateTime) {
    py['DateTime'] = names.from('sqlalchemy', 'DateTime');
    py['UtcDateTime'] = names.own('UtcDateTime');
  }
  if (needs.jsonList) {
    py['Any'] = names.from('typing', 'Any');
    py['JSON'] = names.from('sqlalchemy', 'JSON');
    py['JsonList'] = names.own('JsonList');
    py['TypeAdapter'] = names.from('pydantic', 'TypeAdapter');
    py['optionalList'] = optionalOf(context, `list[${py['Any']}]`);
  }
  if (needs.anyJson) {
    py['Any'] = names.from('typing', 'Any');
    py['JSON'] = names.from('sqlalchemy', 'JSON');
    py['Text'] = names.from('sqlalchemy', 'Text');
    py['TypeEngine'] = names.from('sqlalchemy.types', 'TypeEngine');
    py['dumps'] = names.from('json', 'dumps');
    py['loads'] = names.from('json', 'loads');
    py['AnyJson'] = names.own('AnyJson');
  }
  if (needs.exactDecimal || needs.utcDateTime || needs.jsonList || needs.anyJson) {
    py['Dialect'] = names.from('sqlalchemy', 'Dialect');
    py['TypeDecorator'] = names.from('sqlalchemy', 'TypeDecorator');
  }
  if (needs.utcDateTime || needs.now || needs.today) {
    py['UTC'] = utc(context);
    py['datetime'] = names.from('datetime', 'datetime');
  }
  if (needs.now) py['utc_now'] = names.own('utc_now');
  if (needs.today) {
    py['date'] = names.from('datetime', 'date');
    py['utc_today'] = names.own('utc_today');
  }
  if (needs.utcDateTime) py['optionalDatetime'] = optionalOf(context, names.from('datetime', 'datetime'));
  if (needs.exactDecimal) {
    const decimal = names.from('decimal', 'Decimal');
    py['optionalDecimal'] = optionalOf(context, decimal);
    py['bound'] = optionalOf(context, unionOf(context, decimal, 'str'));
  }
  if (needs.enumValues) {
    // SQLAlchemy has an Enum of its own.
    py['enum'] = names.module('enum');
    py['enum_values'] = names.own('enum_values');
  }
  return { ...needs, py };
}
