import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectCore } from '../../electron/main/connect-core.ts';
import type { CoreConnection } from '../../electron/main/connect-core.ts';
import type { Kept, SecretAsked } from '../../shared/contract/wire.ts';
import { nodeStarter } from '../../electron/main/core-starter/node-starter.ts';

const entry = path.join(import.meta.dirname, 'fixtures/tiny-core.ts');
let home: string;
let core: CoreConnection;
let events: { name: string; payload: unknown }[];

/** A store that knows its own seal, and nothing else. */
async function keepSecret(asked: SecretAsked): Promise<Kept> {
  if (asked.wanted === 'seal') return { ok: true, value: Buffer.from(`sealed ${asked.text}`) };
  const text = Buffer.from(asked.sealed).toString();
  if (!text.startsWith('sealed ')) return { ok: false, why: 'refused' };
  return { ok: true, value: text.slice('sealed '.length) };
}

function connect() {
  events = [];
  core = connectCore(
    nodeStarter(process.execPath),
    { entry, home, resources: 'here' },
    (name, payload) => events.push({ name, payload }),
    keepSecret,
  );
}

const named = (name: string) => events.find((event) => event.name === name);
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'lontar-core-'));
  connect();
});

afterEach(async () => {
  await core.stop();
  rmSync(home, { recursive: true, force: true });
});

describe('a core in a process of its own, on the project’s Node', () => {
  test('answers a call, with its folders and with bytes as bytes', async () => {
    const bytes = new Uint8Array([0, 255, 7]);
    const answer = await core.call('echo', { bytes });
    expect(answer).toMatchObject({ home, resources: 'here' });
    const { input } = answer as { input: { bytes: Uint8Array } };
    expect(input.bytes).toBeInstanceOf(Uint8Array);
    expect([...input.bytes]).toEqual([0, 255, 7]);
    expect(named('core.ready')).toBeDefined();
  });

  test('gives each of many calls its own answer', async () => {
    const numbers = Array.from({ length: 200 }, (_, at) => at);
    const answers = await Promise.all(numbers.map((number) => core.call('echo', number)));
    expect(answers.map((answer) => (answer as { input: number }).input)).toEqual(numbers);
  });

  test('refuses with the code and the data of the core', async () => {
    expect(await refusal(core.call('refuse', 'x1'))).toMatchObject({
      code: 'letter.unknown',
      data: { id: 'x1' },
    });
    expect(await refusal(core.call('nonsense', null))).toMatchObject({ code: 'internal' });
  });

  test('tells progress step by step, before the answer', async () => {
    const steps: unknown[] = [];
    const answer = await core.call('count', 3, { progress: (value) => steps.push(value) });
    expect({ answer, steps }).toEqual({ answer: 'counted', steps: [1, 2, 3] });
  });

  test('is cancelled by the caller’s signal, also by one aborted before the call', async () => {
    const controller = new AbortController();
    const waiting = refusal(
      core.call('wait', null, { signal: controller.signal, progress: () => controller.abort() }),
    );
    expect(await waiting).toMatchObject({ code: 'call.cancelled' });
    const late = refusal(core.call('wait', null, { signal: AbortSignal.abort() }));
    expect(await late).toMatchObject({ code: 'call.cancelled' });
  });

  test('reaches the secret store through main, which a call from the window does not', async () => {
    const sealed = (await core.call('secret', { wanted: 'seal', text: 'rahasia' })) as Kept;
    if (!sealed.ok || typeof sealed.value === 'string') throw new Error('not sealed');
    expect(Buffer.from(sealed.value).toString()).toBe('sealed rahasia');
    const open = (bytes: Uint8Array) => core.call('secret', { wanted: 'open', sealed: bytes });
    expect(await open(sealed.value)).toEqual({ ok: true, value: 'rahasia' });
    expect(await open(Buffer.from('other'))).toEqual({ ok: false, why: 'refused' });
    expect(await refusal(core.call('seal', 'rahasia'))).toMatchObject({ code: 'internal' });
  });

  test('announces the core’s events', async () => {
    await core.call('announce', { letter: 'a' });
    expect(named('letters.changed')).toEqual({ name: 'letters.changed', payload: { letter: 'a' } });
  });

  test('that dies rejects the calls in flight, says so, and comes back when asked', async () => {
    const waiting = refusal(core.call('wait', null));
    const dying = refusal(core.call('die', null));
    expect(await waiting).toMatchObject({ code: 'core.gone', data: { signal: 'SIGKILL' } });
    expect(await dying).toMatchObject({ code: 'core.gone' });
    expect(named('core.died')?.payload).toEqual({ code: null, signal: 'SIGKILL' });
    expect(await refusal(core.call('echo', 1))).toMatchObject({ code: 'core.gone' });
    expect(core.pid).toBeUndefined();

    await core.restart();
    expect(await core.call('echo', 2)).toMatchObject({ input: 2 });
    const { pid } = core;
    await core.restart();
    expect(core.pid).toBe(pid);
  });

  test('that can’t open its archive answers every call with why, and can be tried again', async () => {
    await core.stop();
    writeFileSync(path.join(home, 'locked'), '');
    connect();
    expect(await refusal(core.call('echo', 1))).toMatchObject({
      code: 'archive.locked',
      data: { home },
    });
    expect(named('core.failed')?.payload).toEqual({ code: 'archive.locked', data: { home } });

    rmSync(path.join(home, 'locked'));
    await core.restart();
    expect(await core.call('echo', 2)).toMatchObject({ input: 2 });
    expect(named('core.died')).toBeUndefined();
  });

  test('closes its archive when it is stopped', async () => {
    await core.call('echo', 1);
    await core.stop();
    expect(existsSync(path.join(home, 'closed'))).toBe(true);
    expect(named('core.died')).toBeUndefined();
  });

  test('that does not exist answers with an error instead of hanging', async () => {
    await core.stop();
    core = connectCore(
      nodeStarter('/nowhere/node'),
      { entry, home, resources: '' },
      () => undefined,
      keepSecret,
    );
    expect(await refusal(core.call('echo', 1))).toMatchObject({ code: 'core.gone' });
  });
});

test('a core whose parent is killed closes its archive and ends', async () => {
  const script = path.join(import.meta.dirname, 'fixtures/parent.ts');
  const parent = spawn(process.execPath, [script, entry, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), 5000);
  expect(existsSync(path.join(home, 'closed'))).toBe(true);
});
