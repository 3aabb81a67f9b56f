import type { SignedIn } from '../../shared/contract/server/people.ts';
import { forgetRemembered, remember, remembered } from '../app/remembered.ts';
import { storeOf } from '../app/store.ts';
import { queries } from '../app/queries.ts';
import { clearAnswers } from './sending/browser-store.ts';
import { Refusal, send, useToken, whenSignedOut } from './transport.ts';

/** Who is signed in; null: nobody; undefined: not known yet. */
export const session = storeOf<{ me: SignedIn | null | undefined }>({ me: undefined });

const PICTURES = 'lontar-pictures';

/** Begins with who was here last, so that the page shows at once, with or without a line. */
export async function startSession(): Promise<void> {
  whenSignedOut(() => enter(null));
  const { me } = remembered<{ me: SignedIn | null }>('me', { me: null });
  if (me) {
    useToken(me.csrf);
    session.set({ me });
  }
  try {
    enter(await send<SignedIn>('/v1/people/me', { method: 'GET' }));
  } catch (error) {
    if (error instanceof Refusal && error.code === 'auth.needed') return;
    if (!me) session.set({ me: null });
  }
}

export async function signIn(credentials: {
  login: string;
  password: string;
  code?: string;
}): Promise<void> {
  enter(await send<SignedIn>('/v1/people/sign-in', { body: credentials }));
}

export async function beFirst(person: {
  code: string;
  login: string;
  name: string;
  password: string;
}): Promise<void> {
  enter(await send<SignedIn>('/v1/people/first', { body: person }));
}

/** Nothing of the letters stays on this phone; what still waits to be sent does, for this person alone. */
export async function signOut(everywhere: boolean): Promise<void> {
  await send('/v1/people/sign-out', { body: { everywhere } });
  enter(null);
}

function enter(me: SignedIn | null): void {
  const before = session.get().me;
  if (me) {
    useToken(me.csrf);
    remember('me', { me });
    if (before && before.person.person !== me.person.person) void forgetLetters();
  } else {
    forgetRemembered('me');
    void forgetLetters();
  }
  session.set({ me });
}

async function forgetLetters(): Promise<void> {
  queries.clear();
  await Promise.all([clearAnswers(), 'caches' in globalThis && caches.delete(PICTURES)]);
}
