let addresses = 0;

/** As a browser does: keeps the cookie, sends `Origin` and the session's token along. */
export class Browser {
  cookie = '';
  csrf = '';
  /** Each comes from an address of its own, where the server believes its proxy. */
  readonly from = `10.1.${(addresses += 1) >> 8}.${addresses & 255}`;
  readonly address: string;

  constructor(address: string) {
    this.address = address;
  }

  async send(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: ReturnType<typeof JSON.parse>; headers: Headers }> {
    const answer = await fetch(this.address + path, {
      method,
      headers: {
        'x-forwarded-for': this.from,
        ...(this.cookie !== '' && { cookie: this.cookie }),
        ...(method === 'POST' && { origin: this.address, 'lontar-csrf': this.csrf }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const [set] = answer.headers.getSetCookie();
    if (set !== undefined) this.cookie = set.split(';')[0]!;
    const text = await answer.text();
    const parsed = text === '' ? null : JSON.parse(text);
    if (typeof parsed?.csrf === 'string') this.csrf = parsed.csrf;
    return { status: answer.status, body: parsed, headers: answer.headers };
  }

  get(path: string, headers?: Record<string, string>) {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body: unknown, headers?: Record<string, string>) {
    return this.send('POST', path, body, headers);
  }

  signIn(login: string, password: string, code?: string) {
    return this.post('/v1/people/sign-in', {
      login,
      password,
      ...(code !== undefined && { code }),
    });
  }
}
