import { useEffect, useState } from 'react';

/** The moment now in milliseconds, anew each minute: for what says how long something has waited. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
