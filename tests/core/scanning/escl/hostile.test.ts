import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseCapabilities } from '../../../../electron/core/scanning/escl/capabilities.ts';
import { parseDeviceUrl } from '../../../../electron/core/scanning/escl/device-url.ts';
import { parseStatus } from '../../../../electron/core/scanning/escl/status.ts';
import { trustScanner } from '../../../../electron/core/scanning/escl/trust.ts';
import { LontarError } from '../../../../shared/contract/error.ts';
import { capabilitiesXml, deepXml, doctypeXml } from '../../../escl-simulator/answers.ts';
import { startEsclSimulator } from '../../../escl-simulator/simulator.ts';
import { failure, simulated, withFaults } from './simulated.ts';

describe('a hostile device costs an error message', () => {
  test.each(['endless', 'doctype', 'deep', 'html', 'other'] as const)('%s XML', async (xml) => {
    const { simulator, source, scan } = await withFaults({ xml });
    expect((await failure(source.readCapabilities(simulator.device))).code).toBe(
      'scanning.bad-answer',
    );
    expect((await failure(scan())).code).toBe('scanning.bad-answer');
  });

  test('endless headers', async () => {
    const { scan } = await withFaults({ headers: 'endless' });
    expect((await failure(scan())).code).toBe('scanning.bad-answer');
  });

  test.each([
    ['gigantic', 'scanning.page-too-large'],
    ['huge-length', 'scanning.page-too-large'],
    ['endless', 'scanning.page-too-large'],
    ['html', 'scanning.wrong-type'],
    ['pdf', 'scanning.wrong-type'],
    ['truncated', 'scanning.incomplete-page'],
  ] as const)('a page that is %s is %s', async (page, code) => {
    const { simulator, scan, outDir } = await withFaults({ page });
    expect(await failure(scan())).toMatchObject({ code, data: { pages: [] } });
    expect(readdirSync(outDir)).toEqual([]);
    expect(simulator.running()).toBe(0);
  });

  test('a page that drips, and one that never comes', async () => {
    for (const [page, patience] of [
      ['drip', { pageMs: 200 }],
      ['silent', { silenceMs: 100 }],
    ] as const) {
      const { scan, outDir } = await simulated({ faults: { page } }, patience);
      expect((await failure(scan())).code).toBe('scanning.no-answer');
      expect(readdirSync(outDir)).toEqual([]);
    }
  });

  test('the content decides what a page is, whatever it is called', async () => {
    const { scan } = await withFaults({ contentType: 'application/pdf' });
    expect((await scan()).pages).toHaveLength(3);
    const lying = await withFaults({ page: 'html', contentType: 'image/jpeg' });
    expect((await failure(lying.scan())).data['found']).toBe('html');
  });

  test('nobody else is ever asked, wherever it sends us', async () => {
    const asked: string[] = [];
    const other = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const to = `http://127.0.0.1:${(other.address() as AddressInfo).port}/eSCL/ScannerCapabilities`;
    for (const what of ['capabilities', 'job', 'page'] as const) {
      const { scan } = await withFaults({ redirect: { what, to } });
      expect((await failure(scan())).code).toBe('scanning.redirected');
    }
    for (const location of ['http://192.0.2.1{path}', 'http://example.invalid{path}']) {
      const { scan } = await withFaults({ location });
      expect((await failure(scan())).code).toBe('scanning.redirected');
    }
    expect(asked).toEqual([]);
    const elsewhere = await withFaults({ location: 'file:///etc/passwd' });
    expect((await failure(elsewhere.scan())).code).toBe('scanning.bad-answer');
  });

  test('no text whatever breaks the readers other than by their own word', () => {
    const whole = capabilitiesXml({
      platen: true,
      feeder: true,
      duplex: true,
      resolutions: [300],
      range: { min: 1, max: 600 },
      modes: ['RGB24'],
      formats: [],
    });
    const cut = fc
      .tuple(fc.nat(whole.length), fc.nat(whole.length), fc.string({ maxLength: 20 }))
      .map(([from, to, text]) => whole.slice(0, from) + text + whole.slice(to));
    fc.assert(
      fc.property(fc.oneof(cut, fc.string()), (text) => {
        for (const read of [parseCapabilities, parseStatus]) {
          try {
            read(text);
          } catch (error) {
            expect(error).toBeInstanceOf(LontarError);
          }
        }
      }),
    );
    for (const text of [doctypeXml, deepXml, doctypeXml.replace('DOCTYPE', 'dOcTyPe')]) {
      expect(() => parseCapabilities(text)).toThrow('scanning.bad-answer');
    }
    const named = whole.replace('MakeAndModel>Lontar', 'MakeAndModel>&#106;&nbsp;Lontar');
    expect(parseCapabilities(named).name).toBe('&#106;&nbsp;Lontar Simulator & Co');
  });
});

describe('over TLS', () => {
  test('the first certificate is trusted and kept, a changed one refused until a person accepts it', async () => {
    const { simulator, source, home, scan } = await simulated({ certificate: 'one' });
    expect((await scan()).pages).toHaveLength(3);
    const file = join(home, 'scanners.json');
    const { origin } = parseDeviceUrl(simulator.device);
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    expect(kept).toEqual({ [origin]: { certificate: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    const port = Number(new URL(simulator.url).port);
    await simulator.close();

    const changed = await startEsclSimulator({ certificate: 'two', port });
    onTestFinished(() => changed.close());
    const { code, data } = await failure(source.readCapabilities(simulator.device));
    expect(code).toBe('scanning.certificate-changed');
    expect(data).toMatchObject({ device: simulator.device, known: kept[origin].certificate });
    // Not a byte was asked of it.
    expect(changed.requests).toEqual([]);
    expect((await failure(scan())).code).toBe('scanning.certificate-changed');

    await trustScanner(home, {
      device: simulator.device,
      fingerprint: String(data['fingerprint']),
    });
    expect((await scan()).pages).toHaveLength(3);
  });

  test('a list of known scanners that can’t be read makes no stranger trusted', async () => {
    const { simulator, home, scan } = await simulated({ certificate: 'one' });
    writeFileSync(join(home, 'scanners.json'), '{"half":');
    expect((await failure(scan())).code).toBe('scanning.known-unreadable');
    expect(simulator.requests).toEqual([]);
  });

  test('plain HTTP where TLS is expected, and the reverse', async () => {
    const plain = await simulated();
    const device = plain.simulator.device.replace('http:', 'https:');
    expect((await failure(plain.source.readCapabilities(device))).code).toBe('scanning.io');
    const secure = await simulated({ certificate: 'one' }, { answerMs: 1_000 });
    const bare = secure.simulator.device.replace('https:', 'http:');
    expect(['scanning.io', 'scanning.bad-answer']).toContain(
      (await failure(secure.source.readCapabilities(bare))).code,
    );
  });
});
