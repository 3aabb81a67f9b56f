import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NoticeSettings } from '../../shared/contract/server/notices.ts';
import type { Role } from '../../shared/contract/server/people.ts';
import { explain } from '../app/errors.ts';
import { useSay } from '../app/words.ts';
import { Message } from '../ui/Message.tsx';
import { send } from './transport.ts';

interface Told {
  settings: NoticeSettings;
  /** Whether the server has mail set up. */
  mail: boolean;
  publicKey: string;
}

/** Of what this person is told, and by what; nothing of a letter's content is in it. */
export function Notices({ role }: { role: Role }) {
  const say = useSay();
  const [error, setError] = useState<unknown>(null);
  const told = useQuery({
    queryKey: ['notices'],
    queryFn: () => send<Told>('/v1/notices', { method: 'GET' }),
    staleTime: 0,
  });
  if (!told.data) return null;
  const { settings, mail, publicKey } = told.data;
  const canPush = 'serviceWorker' in navigator && 'PushManager' in globalThis;
  async function set(change: Partial<NoticeSettings>) {
    setError(null);
    try {
      if (change.push === true) await subscribe(publicKey);
      if (change.push === false) await unsubscribe();
      await send('/v1/notices', { body: { ...settings, ...change } });
    } catch (failure) {
      setError(failure);
    }
    await told.refetch();
  }
  const shown = (
    [
      ['push', canPush],
      ['mail', mail],
      ['dispositions', true],
      ['letters', role === 'leader'],
      ['digest', true],
    ] as const
  ).flatMap(([name, there]) => (there ? [name] : []));
  return (
    <details className="sheet">
      <summary>{say('web:notices')}</summary>
      {error !== null && <Message look="alarm">{explain(say, error)}</Message>}
      {shown.map((name) => (
        <label key={name} className="check">
          <input
            type="checkbox"
            className="tick"
            checked={settings[name]}
            onChange={({ target }) => void set({ [name]: target.checked })}
          />
          {say(`web:notices-${name}`)}
        </label>
      ))}
    </details>
  );
}

async function subscribe(publicKey: string): Promise<void> {
  const allowed = await Notification.requestPermission();
  if (allowed !== 'granted') throw Object.assign(new Error(), { code: 'web.not-allowed' });
  const { pushManager } = await navigator.serviceWorker.ready;
  const made = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint, keys } = made.toJSON();
  await send('/v1/notices/subscribe', { body: { endpoint, keys } });
}

async function unsubscribe(): Promise<void> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const made = await pushManager.getSubscription();
  if (!made) return;
  await made.unsubscribe();
  await send('/v1/notices/unsubscribe', { body: { endpoint: made.endpoint } });
}
