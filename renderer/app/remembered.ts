/** What this machine remembers between two starts; nothing of the archive. */
export function remembered<Value>(name: string, fallback: Value): Value {
  try {
    const text = localStorage.getItem(`lontar.${name}`);
    return text === null ? fallback : { ...fallback, ...(JSON.parse(text) as Value) };
  } catch {
    return fallback;
  }
}

export function remember(name: string, value: unknown): void {
  localStorage.setItem(`lontar.${name}`, JSON.stringify(value));
}

export function forgetRemembered(name: string): void {
  localStorage.removeItem(`lontar.${name}`);
}
