import { lazy, Suspense, useEffect, useRef } from 'react';
import type { Book } from '../../shared/domain/office/state.ts';
import { CoreState } from './CoreState.tsx';
import { Capture } from './Capture.tsx';
import { Header } from './Header.tsx';
import { usePlace, type Place } from './places.ts';
import { Printing } from './Printing.tsx';
import { useAsk } from './queries.ts';
import { AgendaScreen } from './screens/AgendaScreen.tsx';
import { StatusLine } from './StatusLine.tsx';
import './desk.css';

const FirstRun = lazy(() => import('./screens/FirstRunScreen.tsx'));
const RegisterScreen = lazy(() => import('./screens/RegisterScreen.tsx'));
const LetterScreen = lazy(() => import('./screens/LetterScreen.tsx'));
const DisposeScreen = lazy(() => import('./screens/DisposeScreen.tsx'));
const SheetScreen = lazy(() => import('./screens/SheetScreen.tsx'));
const SheetsScreen = lazy(() => import('./screens/SheetsScreen.tsx'));
const WaitingScreen = lazy(() => import('./screens/WaitingScreen.tsx'));
const OfficeScreen = lazy(() => import('./screens/OfficeScreen.tsx'));
const StampsScreen = lazy(() => import('./screens/StampsScreen.tsx'));
const SearchScreen = lazy(() => import('./screens/SearchScreen.tsx'));
const ScanningScreen = lazy(() => import('./screens/ScanningScreen.tsx'));
const SyncScreen = lazy(() => import('./screens/SyncScreen.tsx'));
const EvidenceScreen = lazy(() => import('./screens/EvidenceScreen.tsx'));

/** The whole window. */
export function Desk() {
  const place = usePlace();
  const office = useAsk('office.get', {});
  const main = useRef<HTMLElement>(null);
  // What had the focus is gone with the screen before: reading goes on in this one.
  useEffect(() => {
    const follow = () =>
      setTimeout(() => {
        if (document.activeElement === document.body) main.current?.focus();
      }, 50);
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  if (office.data === null) {
    return (
      <Suspense fallback={null}>
        <FirstRun />
      </Suspense>
    );
  }
  const founded = office.data ?? null;
  return (
    <div className="desk">
      <Header place={place} office={founded?.name ?? ''} />
      <CoreState error={office.error} />
      <main className="desk-main" ref={main} tabIndex={-1}>
        <Suspense fallback={null}>
          <Screen place={place} books={founded?.books ?? null} />
        </Suspense>
      </main>
      <StatusLine />
      <Capture ready={founded !== null} />
      <Printing />
    </div>
  );
}

function Screen({ place, books }: { place: Place; books: Book[] | null }) {
  switch (place.at) {
    case 'register':
      return (
        <RegisterScreen
          key={place.answers ?? place.document}
          document={place.document}
          answers={place.answers ?? null}
        />
      );
    case 'letter':
      return (
        <LetterScreen key={place.letter} letter={place.letter} position={place.position ?? null} />
      );
    case 'dispose':
      return <DisposeScreen key={place.letter} letter={place.letter} under={place.under ?? null} />;
    case 'sheet':
      return <SheetScreen key={place.letter} letter={place.letter} />;
    case 'waiting':
      return <WaitingScreen position={place.position} />;
    case 'office':
      return <OfficeScreen part={place.part} />;
    case 'stamps':
      return <StampsScreen stamp={place.stamp} />;
    case 'search':
      return <SearchScreen />;
    case 'sheets':
      return <SheetsScreen />;
    case 'scanning':
      return <ScanningScreen batch={place.batch} />;
    case 'evidence':
      return <EvidenceScreen />;
    case 'sync':
      return <SyncScreen />;
    default:
      return <AgendaScreen books={books} />;
  }
}
