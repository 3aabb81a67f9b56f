import { lazy, Suspense } from 'react';
import { notify, useNotice } from '../app/notices.ts';
import { useSay } from '../app/words.ts';
import { Button } from '../ui/Button.tsx';
import { Message } from '../ui/Message.tsx';
import { usePlace, type Place } from './places.ts';
import { Header } from './Header.tsx';
import { InboxScreen } from './screens/InboxScreen.tsx';
import { LetterScreen } from './screens/LetterScreen.tsx';
import { QueueScreen } from './screens/QueueScreen.tsx';
import { SignIn } from './screens/SignIn.tsx';
import { session } from './session.ts';

// Not needed before the first letter.
const AccountScreen = lazy(() => import('./screens/AccountScreen.tsx'));
const PeopleScreen = lazy(() => import('./screens/PeopleScreen.tsx'));
const FirstScreen = lazy(() => import('./screens/FirstScreen.tsx'));

/** The page on a phone: who is signed in sees what waits for them. */
export function Page() {
  const { me } = session.use();
  const place = usePlace();
  if (me === undefined) return <main className="screen" aria-busy="true" />;
  if (me === null) {
    return place.name === 'first' ? (
      <Suspense fallback={<main className="screen" />}>
        <FirstScreen />
      </Suspense>
    ) : (
      <SignIn />
    );
  }
  return (
    <>
      <Header place={place} me={me} />
      <Suspense fallback={<main className="screen" aria-busy="true" />}>
        <Screen place={place} />
      </Suspense>
      <Toast />
    </>
  );
}

function Screen({ place }: { place: Place }) {
  switch (place.name) {
    case 'letter':
      return <LetterScreen key={place.letter} letter={place.letter} position={place.position} />;
    case 'queue':
      return <QueueScreen />;
    case 'account':
      return <AccountScreen />;
    case 'people':
      return <PeopleScreen />;
    default:
      return <InboxScreen />;
  }
}

/** What was done, for a while, where the thumb does not cover it. */
function Toast() {
  const say = useSay();
  const notice = useNotice();
  if (!notice) return null;
  return (
    <div className="toast">
      <Message
        look={notice.look}
        beside={
          <Button look="quiet" onClick={() => notify(null)}>
            {say('common:close')}
          </Button>
        }
      >
        {notice.text}
      </Message>
    </div>
  );
}
