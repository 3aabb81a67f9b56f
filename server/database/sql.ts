/** A statement and its values, apart: values never become text of the statement. */
export interface Sql {
  text: string;
  values: Value[];
}

export type Value = string | number | boolean | null | Uint8Array | string[] | number[];

const texts = new WeakMap<TemplateStringsArray, string>();

/** `` sql`SELECT … WHERE office = ${office}` ``: every `${…}` becomes a bound parameter, `$1`, `$2` … */
export function sql(strings: TemplateStringsArray, ...values: Value[]): Sql {
  let text = texts.get(strings);
  if (text === undefined) {
    text = strings.reduce((before, part, at) => `${before}$${at}${part}`);
    texts.set(strings, text);
  }
  return { text, values };
}
