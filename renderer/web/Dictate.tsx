import { useRef, useState } from 'react';
import { useLanguage, useSay } from '../app/words.ts';
import { Button } from '../ui/Button.tsx';

/** As much of the Web Speech API as is used; not all browsers have it. */
interface Recognition extends EventTarget {
  lang: string;
  start(): void;
  stop(): void;
}
interface Heard extends Event {
  results: { [index: number]: { [index: number]: { transcript: string } } };
}

const found = () => {
  const known = globalThis as unknown as Record<string, (new () => Recognition) | undefined>;
  return known['SpeechRecognition'] ?? known['webkitSpeechRecognition'];
};

/** Speaks the note instead of typing it, where the phone can listen. */
export function Dictate({ onText }: { onText: (text: string) => void }) {
  const say = useSay();
  const language = useLanguage();
  const [listening, setListening] = useState(false);
  const running = useRef<Recognition | null>(null);
  const Recogniser = found();
  if (!Recogniser) return null;

  function toggle() {
    if (listening) {
      running.current?.stop();
      return;
    }
    const recognition = new Recogniser!();
    recognition.lang = language === 'id' ? 'id-ID' : 'en-GB';
    recognition.addEventListener('result', (event) => {
      const text = (event as Heard).results[0]?.[0]?.transcript.trim();
      if (text) onText(text);
    });
    recognition.addEventListener('end', () => setListening(false));
    running.current = recognition;
    recognition.start();
    setListening(true);
  }

  return (
    <Button look="quiet" aria-pressed={listening} onClick={toggle}>
      {say(listening ? 'web:stopDictating' : 'web:dictate')}
    </Button>
  );
}
