/** Stands for NULL: like `\n`, a control character, which no column of ours holds. */
const NONE = '\u0001';

/**
 * A column's values as one text, a line each, for `unnested`: canonical JSON goes through as it is, where
 * JSON around it or an array's own form would escape every quote. Throws where a value is of several lines.
 */
export function listOf(values: readonly (string | number | null)[]): string {
  // One more, which is left out again: a list of one empty text would be taken for an empty list.
  const list = [...values, null].map((value) => value ?? NONE).join('\n');
  let ends = 0;
  for (let at = list.indexOf('\n'); at !== -1; at = list.indexOf('\n', at + 1)) ends += 1;
  if (ends !== values.length) throw new TypeError('a value of several lines');
  return list;
}

/**
 * The rows of columns that come as `listOf`, from the parameter `$first` on; of no row the first column
 * is null.
 */
export function unnested(columns: Record<string, string>, first: number): string {
  const names = Object.keys(columns);
  const lists = Object.values(columns).map(
    (type, at) => `string_to_array($${first + at}, E'\\n', E'\\u0001')::${type}[]`,
  );
  return `(SELECT * FROM unnest(${lists.join(', ')}) AS given (${names.join(', ')})
    WHERE ${names[0]} IS NOT NULL) AS lines`;
}
