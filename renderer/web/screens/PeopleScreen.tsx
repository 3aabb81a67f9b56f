import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Person, Role } from '../../../shared/contract/server/people.ts';
import { branches } from '../../app/position-tree.ts';
import { explain } from '../../app/errors.ts';
import { useAsk } from '../../app/queries.ts';
import { useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Message } from '../../ui/Message.tsx';
import { TextField } from '../TextField.tsx';
import { send } from '../transport.ts';

const ROLES: readonly Role[] = ['leader', 'unit', 'clerk', 'auditor', 'administrator'];

interface Told {
  login: string;
  password: string;
}

/** The accounts of the office; for its administrator. */
export default function PeopleScreen() {
  const say = useSay();
  const people = useQuery({
    queryKey: ['people'],
    queryFn: () => send<{ people: Person[] }>('/v1/people', { method: 'GET' }),
    staleTime: 0,
  });
  const [error, setError] = useState<unknown>(null);
  const [told, setTold] = useState<Told | null>(null);
  async function post(path: string, body: object): Promise<boolean> {
    try {
      setError(null);
      const { person, password } = await send<{ person: Person; password: string | null }>(path, {
        body,
      });
      setTold(password === null ? null : { login: person.login, password });
      await people.refetch();
      return true;
    } catch (failure) {
      setError(failure);
      return false;
    }
  }
  const failure = error ?? people.error;
  return (
    <main className="screen">
      <h1 className="screen-title">{say('web:people')}</h1>
      {failure !== null && <Message look="alarm">{explain(say, failure)}</Message>}
      {told && (
        <Message look="leaf">
          {say('web:tellPassword', { login: told.login })} <strong>{told.password}</strong>
        </Message>
      )}
      <AddPerson onAdd={(body) => post('/v1/people', body)} />
      <ul className="people">
        {people.data?.people.map((one) => (
          <li key={one.person} className={one.closed ? 'closed' : ''}>
            <div>
              <strong>{one.name}</strong>
              <div className="soft small">
                {[one.login, say(`roles:${one.role}`), ...one.positions].join(' · ')}
              </div>
            </div>
            <div className="queue-acts">
              <Button onClick={() => void post(`/v1/people/${one.person}`, { reset: true })}>
                {say('web:resetPassword')}
              </Button>
              <Button
                look={one.closed ? 'plain' : 'alarm'}
                onClick={() => void post(`/v1/people/${one.person}`, { closed: !one.closed })}
              >
                {say(one.closed ? 'web:openAccount' : 'web:closeAccount')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </main>
  );
}

const empty = { login: '', name: '', email: '', role: 'leader' as Role, positions: [] as string[] };

function AddPerson({ onAdd }: { onAdd: (body: object) => Promise<boolean> }) {
  const say = useSay();
  const office = useAsk('office.get', {});
  const [input, setInput] = useState(empty);
  const set = (change: Partial<typeof empty>) => setInput({ ...input, ...change });
  const acts = input.role === 'leader' || input.role === 'unit';
  async function submit(event: FormEvent) {
    event.preventDefault();
    const { email, positions, ...rest } = input;
    const person = { ...rest, positions: acts ? positions : [], email: email || null };
    if (await onAdd(person)) setInput(empty);
  }
  return (
    <details className="sheet">
      <summary>{say('web:addPerson')}</summary>
      <form onSubmit={(event) => void submit(event)}>
        <TextField label={say('web:name')} value={input.name} onChange={(name) => set({ name })} />
        <TextField
          label={say('web:login')}
          value={input.login}
          onChange={(login) => set({ login })}
        />
        <TextField
          label={say('web:email')}
          type="email"
          required={false}
          value={input.email}
          onChange={(email) => set({ email })}
        />
        <Field label={say('web:role')}>
          {(tied) => (
            <select
              {...tied}
              className="input"
              value={input.role}
              onChange={(event) => set({ role: event.target.value as Role })}
            >
              {ROLES.map((role) => (
                <option key={role} value={role}>
                  {say(`roles:${role}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {acts && (
          <fieldset className="panel-part">
            <legend>{say('web:positions')}</legend>
            {branches(office.data?.positions ?? []).map(({ position: { key, title }, depth }) => (
              <label key={key} className="check" style={{ paddingLeft: depth * 16 }}>
                <input
                  type="checkbox"
                  className="tick"
                  checked={input.positions.includes(key)}
                  onChange={({ target }) =>
                    set({
                      positions: target.checked
                        ? [...input.positions, key]
                        : input.positions.filter((one) => one !== key),
                    })
                  }
                />
                {title}
              </label>
            ))}
          </fieldset>
        )}
        <Button look="main" type="submit">
          {say('web:addPerson')}
        </Button>
      </form>
    </details>
  );
}
