import { safeStorage } from 'electron';
import type { Kept, SecretAsked } from '../../shared/contract/wire.ts';

/** Older Electrons don't say which it is: theirs is never open without a store. */
type Backend = { getSelectedStorageBackend?: () => string };

/**
 * Whether there is a store that keeps secrets from whoever reads the disk. Without one Chromium has a
 * password that everybody knows (`basic_text`).
 */
function isOpen(): boolean {
  if (process.platform === 'linux') {
    const backend = (safeStorage as Backend).getSelectedStorageBackend?.();
    if (backend === 'basic_text' || backend === 'unknown') return false;
  }
  return safeStorage.isEncryptionAvailable();
}

/** Does with the system's secret store what the core asks; Electron must be ready. */
export function keepSecret(asked: SecretAsked): Kept {
  if (!isOpen()) return { ok: false, why: 'none' };
  try {
    const value =
      asked.wanted === 'seal'
        ? safeStorage.encryptString(asked.text)
        : safeStorage.decryptString(Buffer.from(asked.sealed));
    return { ok: true, value };
  } catch {
    return { ok: false, why: 'refused' };
  }
}
