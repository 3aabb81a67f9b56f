/** A statement and its values, apart: values never become text of the statement. */
export interface Sql {
  text: string;
  values: Value[];
}

export type Value = string | number | bigint | null | Uint8Array;

const texts = new WeakMap<TemplateStringsArray, string>();

/** `` sql`SELECT … WHERE row = ${row}` ``: every `${…}` becomes a bound parameter. */
export function sql(strings: TemplateStringsArray, ...values: Value[]): Sql {
  let text = texts.get(strings);
  if (text === undefined) texts.set(strings, (text = strings.join('?')));
  return { text, values };
}
