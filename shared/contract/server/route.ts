import type { z } from 'zod';

/**
 * One request that the server answers, declared once: parsed on arrival, described in its OpenAPI
 * document, called by desks and phones with the same types.
 */
export interface Route<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  method: 'GET' | 'POST' | 'DELETE';
  /** `/v1/letters/:letter`; a name after a colon is a field of the input. */
  path: string;
  /** Who may ask: a desk by its signature, a person by a session, anyone. */
  who: 'anyone' | 'desk' | 'person';
  /** What it is for, in a line, for the OpenAPI document. */
  says: string;
  /** Of a GET its query, else its JSON body; together with the names in the path. */
  input: Input;
  output: Output;
  /** The media type of what comes back, where it is not JSON. */
  answers?: string;
}

/** `who` keeps its own type: by it a handler knows who calls. */
export const route = <Input extends z.ZodType, Output extends z.ZodType, Who extends Route['who']>(
  one: Route<Input, Output> & { who: Who },
) => one;
