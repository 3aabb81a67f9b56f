import type { z } from 'zod';

/**
 * One operation of the core, declared once. The input is parsed at every boundary; the output is made
 * by the core itself and therefore only typed.
 */
export interface Operation<Input extends z.ZodType = z.ZodType, Output = unknown> {
  /** A command may write facts; a query never does. */
  kind: 'command' | 'query';
  input: Input;
  /** Carries the type alone; there is no value behind it. */
  output?: Output;
}

export const command = <Output>() => of<Output>('command');
export const query = <Output>() => of<Output>('query');

function of<Output>(kind: 'command' | 'query') {
  return <Input extends z.ZodType>(input: Input): Operation<Input, Output> => ({ kind, input });
}
