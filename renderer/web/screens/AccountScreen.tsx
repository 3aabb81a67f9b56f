import { useState, type FormEvent } from 'react';
import { explain } from '../../app/errors.ts';
import { notify } from '../../app/notices.ts';
import { useAsk } from '../../app/queries.ts';
import { changeLanguage, useLanguage, useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Message } from '../../ui/Message.tsx';
import { Notices } from '../Notices.tsx';
import { go } from '../places.ts';
import { session, signOut, startSession } from '../session.ts';
import { TextField } from '../TextField.tsx';
import { send } from '../transport.ts';

/** Who is signed in, in which positions, and how they sign in. */
export default function AccountScreen() {
  const say = useSay();
  const language = useLanguage();
  const { person, office } = session.use().me!;
  const known = useAsk('office.get', {});
  const titles = person.positions.map(
    (key) => known.data?.positions.find((one) => one.key === key)?.title ?? key,
  );
  const [error, setError] = useState<unknown>(null);
  const run = (work: () => Promise<unknown>) => {
    setError(null);
    work().catch(setError);
  };
  function turnLanguage() {
    const next = language === 'id' ? 'en' : 'id';
    changeLanguage(next);
    run(() => send('/v1/people/language', { body: { language: next } }));
  }
  return (
    <main className="screen account">
      <h1 className="screen-title">{say('web:account')}</h1>
      {error !== null && <Message look="alarm">{explain(say, error)}</Message>}
      <div className="sheet">
        <p className="account-name">{person.name}</p>
        <p className="soft">{[say(`roles:${person.role}`), ...titles].join(' · ')}</p>
        <p className="soft">{office}</p>
        {person.role === 'administrator' && (
          <Button look="main" onClick={() => go({ name: 'people' })}>
            {say('web:people')}
          </Button>
        )}
        <Button lang={language === 'id' ? 'en' : 'id'} onClick={turnLanguage}>
          {say('web:otherLanguage')}
        </Button>
        <Button onClick={() => run(() => signOut(false))}>{say('web:signOut')}</Button>
        <Button onClick={() => run(() => signOut(true))}>{say('web:signOutEverywhere')}</Button>
      </div>
      {(person.role === 'leader' || person.role === 'unit') && <Notices role={person.role} />}
      <Password />
      {!person.totp && <Authenticator />}
    </main>
  );
}

function Password() {
  const say = useSay();
  const [input, setInput] = useState({ old: '', password: '' });
  const [error, setError] = useState<unknown>(null);
  async function submit(event: FormEvent) {
    event.preventDefault();
    try {
      await send('/v1/people/password', { body: input });
      setInput({ old: '', password: '' });
      setError(null);
      notify({ text: say('web:passwordChanged'), look: 'done' });
    } catch (failure) {
      setError(failure);
    }
  }
  return (
    <details className="sheet">
      <summary>{say('web:changePassword')}</summary>
      <form onSubmit={(event) => void submit(event)}>
        {error !== null && <Message look="alarm">{explain(say, error)}</Message>}
        <TextField
          label={say('web:passwordNow')}
          type="password"
          autoComplete="current-password"
          value={input.old}
          onChange={(old) => setInput({ ...input, old })}
        />
        <TextField
          label={say('web:passwordNew')}
          hint={say('web:passwordHint')}
          type="password"
          autoComplete="new-password"
          value={input.password}
          onChange={(password) => setInput({ ...input, password })}
        />
        <Button look="main" type="submit">
          {say('web:changePassword')}
        </Button>
      </form>
    </details>
  );
}

function Authenticator() {
  const say = useSay();
  const [password, setPassword] = useState('');
  const [offer, setOffer] = useState<{ secret: string; uri: string } | null>(null);
  const [code, setCode] = useState('');
  const [error, setError] = useState<unknown>(null);
  async function submit(event: FormEvent) {
    event.preventDefault();
    try {
      setError(null);
      if (!offer) {
        setOffer(await send('/v1/people/totp/begin', { body: { password } }));
        return;
      }
      await send('/v1/people/totp/confirm', { body: { secret: offer.secret, code } });
      notify({ text: say('web:totpOn'), look: 'done' });
      await startSession();
    } catch (failure) {
      setError(failure);
    }
  }
  return (
    <details className="sheet">
      <summary>{say('web:totp')}</summary>
      <form onSubmit={(event) => void submit(event)}>
        <p className="soft">{say('web:totpText')}</p>
        {error !== null && <Message look="alarm">{explain(say, error)}</Message>}
        {offer ? (
          <>
            <p>
              <a href={offer.uri}>{say('web:totpOpen')}</a>
            </p>
            <p className="secret selectable">{offer.secret}</p>
            <TextField
              label={say('web:code')}
              value={code}
              autoComplete="one-time-code"
              onChange={setCode}
            />
          </>
        ) : (
          <TextField
            label={say('web:passwordNow')}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
          />
        )}
        <Button look="main" type="submit">
          {say('web:totpGo')}
        </Button>
      </form>
    </details>
  );
}
