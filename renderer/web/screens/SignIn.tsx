import { useState, type FormEvent } from 'react';
import { codeOf, explain } from '../../app/errors.ts';
import { Mark } from '../../app/Mark.tsx';
import { changeLanguage, useLanguage, useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Message } from '../../ui/Message.tsx';
import { signIn } from '../session.ts';

export function SignIn() {
  const say = useSay();
  const language = useLanguage();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [running, setRunning] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setRunning(true);
    setError(null);
    try {
      await signIn({ login, password, ...(code !== null && code !== '' && { code }) });
    } catch (failure) {
      if (codeOf(failure) === 'auth.code') setCode('');
      else setError(failure);
      setRunning(false);
    }
  }

  return (
    <main className="screen sign-in">
      <form className="sheet" onSubmit={(event) => void submit(event)}>
        <h1>
          <Mark />
          <span className="only-read">{say('web:signIn')}</span>
        </h1>
        {error !== null && <Message look="alarm">{explain(say, error)}</Message>}
        <Field label={say('web:login')}>
          {(tied) => (
            <input
              {...tied}
              className="input"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
              value={login}
              onChange={(event) => setLogin(event.target.value)}
            />
          )}
        </Field>
        <Field label={say('web:password')}>
          {(tied) => (
            <input
              {...tied}
              className="input"
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        {code !== null && (
          <Field label={say('web:code')} hint={say('web:codeHint')}>
            {(tied) => (
              <input
                {...tied}
                className="input"
                inputMode="numeric"
                autoComplete="one-time-code"
                // It has just been asked for.
                autoFocus
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            )}
          </Field>
        )}
        <Button look="main" type="submit" disabled={running}>
          {say('web:signIn')}
        </Button>
        <Button
          look="quiet"
          lang={language === 'id' ? 'en' : 'id'}
          onClick={() => changeLanguage(language === 'id' ? 'en' : 'id')}
        >
          {say('web:otherLanguage')}
        </Button>
      </form>
    </main>
  );
}
