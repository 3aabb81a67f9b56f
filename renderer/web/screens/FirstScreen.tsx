import { useState, type FormEvent } from 'react';
import { explain } from '../../app/errors.ts';
import { useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Message } from '../../ui/Message.tsx';
import { TextField } from '../TextField.tsx';
import { go } from '../places.ts';
import { beFirst } from '../session.ts';

const empty = { code: '', login: '', name: '', password: '' };

/** The first administrator makes the own account, with the code that the server printed. */
export default function FirstScreen() {
  const say = useSay();
  const [input, setInput] = useState(empty);
  const [error, setError] = useState<unknown>(null);
  const set = (change: Partial<typeof empty>) => setInput({ ...input, ...change });
  async function submit(event: FormEvent) {
    event.preventDefault();
    try {
      await beFirst(input);
      go({ name: 'people' });
    } catch (failure) {
      setError(failure);
    }
  }
  return (
    <main className="screen sign-in">
      <form className="sheet" onSubmit={(event) => void submit(event)}>
        <h1>{say('web:firstTitle')}</h1>
        {error !== null && <Message look="alarm">{explain(say, error)}</Message>}
        <TextField
          label={say('web:firstCode')}
          value={input.code}
          onChange={(code) => set({ code })}
        />
        <TextField label={say('web:name')} value={input.name} onChange={(name) => set({ name })} />
        <TextField
          label={say('web:login')}
          value={input.login}
          autoComplete="username"
          onChange={(login) => set({ login })}
        />
        <TextField
          label={say('web:password')}
          hint={say('web:passwordHint')}
          value={input.password}
          type="password"
          autoComplete="new-password"
          onChange={(password) => set({ password })}
        />
        <Button look="main" type="submit">
          {say('web:firstMake')}
        </Button>
      </form>
    </main>
  );
}
