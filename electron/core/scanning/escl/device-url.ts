import { LontarError } from '../../../../shared/contract/error.ts';

const PREFIX = 'escl:';

/** Where a device's service lies. */
export interface DeviceUrl {
  /** The whole id, `escl:` and the address. */
  id: string;
  secure: boolean;
  /** As in an address: IPv6 in brackets. */
  host: string;
  port: number;
  /** Without a slash at its end: `/eSCL`. */
  root: string;
  /** `host:port`: whose certificate it is. */
  origin: string;
}

/**
 * Reads a device's id or a person's `--escl`: `escl:http://host:port/eSCL`, `http://host`, or a bare
 * `host:port`. Ports are always written out, since the protocol's own default is not the web's.
 * @throws `scanning.address`
 */
export function parseDeviceUrl(text: string): DeviceUrl {
  const refuse = () => new LontarError('scanning.address', { address: text });
  const bare = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text;
  const whole = /^[a-z]+:\/\//i.test(bare) ? bare : `http://${bare}`;
  const url = URL.parse(whole);
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') throw refuse();
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw refuse();
  }
  const secure = url.protocol === 'https:';
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  const path = url.pathname.replace(/\/+$/, '');
  const root = path === '' ? '/eSCL' : path;
  const origin = `${url.hostname}:${port}`;
  return {
    id: `${PREFIX}${url.protocol}//${origin}${root}`,
    secure,
    host: url.hostname,
    port,
    root,
    origin,
  };
}
