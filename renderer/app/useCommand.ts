import { useMutation } from '@tanstack/react-query';
import { ask, type Answer, type Asked, type CallName } from './api.ts';
import { explain, isCancelled } from './errors.ts';
import { notify } from './notices.ts';
import { useSay } from './words.ts';

interface CommandOptions<Name extends CallName> {
  onDone?: (answer: Answer<Name>, asked: Asked<Name>) => void;
  /** Shows a refusal itself; else the status line does. */
  onRefused?: (error: Error) => void;
}

/** Sends a command once at a time; refusals come in words. */
export function useCommand<Name extends CallName>(
  name: Name,
  { onDone, onRefused }: CommandOptions<Name> = {},
) {
  const say = useSay();
  return useMutation<Answer<Name>, Error, Asked<Name>>({
    mutationFn: (input) => ask(name, input),
    onSuccess: (answer, asked) => onDone?.(answer, asked),
    onError: (error) => {
      if (onRefused) onRefused(error);
      else if (!isCancelled(error)) notify({ text: explain(say, error), look: 'alarm' });
    },
  });
}
