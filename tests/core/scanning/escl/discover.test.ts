import { createSocket } from 'node:dgram';
import { expect, test } from 'vitest';
import { parseDeviceUrl } from '../../../../electron/core/scanning/escl/device-url.ts';
import {
  type Announced,
  devicesOf,
  discoverDevices,
} from '../../../../electron/core/scanning/escl/discover.ts';
import { failure, simulated } from './simulated.ts';
import { esclSource } from '../../../../electron/core/scanning/escl/source.ts';

const service = (more: object): Announced => ({
  name: 'Brother MFC-L2710DW',
  host: 'BRW30.local',
  port: 80,
  addresses: ['fe80::1', '192.168.1.20'],
  txt: { ty: 'Brother MFC-L2710DW series', rs: 'eSCL', uuid: 'u-1', mfg: 'Brother' },
  ...more,
});

test('one entry a device, encrypted where it offers that, by its name and not its address', () => {
  const secure = service({ port: 443 });
  const canon = service({ host: 'canon.local.', txt: { rs: '/', mdl: 'MF440' }, name: 'Canon' });
  expect(devicesOf([service({}), canon], [secure])).toEqual([
    {
      id: 'escl:https://brw30.local:443/eSCL',
      source: 'escl',
      name: 'Brother MFC-L2710DW series',
      vendor: 'Brother',
      model: '',
      type: 'eSCL',
    },
    expect.objectContaining({ id: 'escl:http://canon.local:80/eSCL', name: 'MF440' }),
  ]);
});

test('what is announced can’t be more than a short line, nor an address that is none', () => {
  const noisy = service({ txt: { ty: `a\nb\u202e${'x'.repeat(5000)}`, rs: '../..?x#y' } });
  expect(
    devicesOf([noisy, service({ host: 'a b' }), service({ txt: undefined })], []),
  ).toMatchObject([{ name: 'Brother MFC-L2710DW' }]);
});

test('looking around ends by itself and at once when it is cancelled, whatever the network allows', async () => {
  const taken = createSocket({ type: 'udp4', reuseAddr: false });
  await new Promise<void>((resolve) => taken.once('error', () => resolve()).bind(5353, resolve));
  try {
    expect(Array.isArray(await discoverDevices())).toBe(true);
  } finally {
    taken.close();
  }
  expect(await discoverDevices({ signal: AbortSignal.abort() })).toEqual([]);
});

test('a device named by its address is listed with what it calls itself, or bare where it is off', async () => {
  const { simulator, home } = await simulated();
  const source = esclSource({ home, named: [simulator.url, '127.0.0.1:1'] });
  const [on, off] = await source.listDevices();
  expect(on).toMatchObject({
    id: simulator.device,
    name: 'Lontar Simulator & Co',
    vendor: 'Lontar',
  });
  expect(off).toMatchObject({ id: 'escl:http://127.0.0.1:1/eSCL', name: '127.0.0.1:1' });
  const signal = AbortSignal.abort();
  expect((await failure(source.listDevices({ signal }))).code).toBe('scanning.cancelled');
});

test('addresses as people write them', () => {
  const ids = [
    ['192.168.1.20', 'escl:http://192.168.1.20:80/eSCL'],
    ['escl:https://Scanner.local/', 'escl:https://scanner.local:443/eSCL'],
    ['http://[fd00::2]:8080/scan/', 'escl:http://[fd00::2]:8080/scan'],
    ['kopi:9095', 'escl:http://kopi:9095/eSCL'],
  ];
  for (const [text, id] of ids) expect(parseDeviceUrl(text!).id).toBe(id);
  for (const text of ['', 'ftp://a', 'http://a:b@c', 'http://a/?q', 'http://', 'a b']) {
    expect(() => parseDeviceUrl(text)).toThrow('scanning.address');
  }
});
