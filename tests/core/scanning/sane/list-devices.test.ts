import { expect, test } from 'vitest';
import { parseDeviceList } from '../../../../electron/core/scanning/sane/list-devices.ts';
import { readFailure } from '../../../../electron/core/scanning/sane/failure.ts';

const row = (...fields: string[]) => fields.join('\u001f');

test('devices by line, named for a person', () => {
  const text = [
    '[12:00:01.123] [sanei_debug] chatter of a driver',
    row('fujitsu:fi-7160:141592', 'FUJITSU', 'fi-7160', 'scanner'),
    row('airscan:e0:Canon MF740C', 'eSCL', 'Canon MF740C', 'ip=10.0.0.7'),
    row('epson2:libusb:001:004', 'Epson', 'Epson Perfection | V39', 'flatbed scanner'),
    row('test:0', 'Noname', 'frontend-tester', 'virtual device'),
    row('test:0', 'Noname', 'frontend-tester', 'virtual device'),
    row('-evil', 'a', 'b', 'c'),
    row('escl:http://10.0.0.7:80', 'Canon', 'MF740C', 'flatbed scanner'),
    '',
  ].join('\n');
  expect(parseDeviceList(text).map(({ id, name }) => [id, name])).toEqual([
    ['fujitsu:fi-7160:141592', 'FUJITSU fi-7160'],
    ['airscan:e0:Canon MF740C', 'eSCL Canon MF740C'],
    ['epson2:libusb:001:004', 'Epson Perfection | V39'],
    ['test:0', 'frontend-tester'],
  ]);
});

test.each([
  ['scanimage: sane_start: Document feeder out of documents', 'scanning.no-documents'],
  ['scanimage: sane_read: Document feeder jammed', 'scanning.jammed'],
  ['scanimage: sane_start: Scanner cover is open', 'scanning.cover-open'],
  ['scanimage: open of device epson2:x failed: Device busy', 'scanning.busy'],
  [
    'scanimage: open of device x failed: Access to resource has been denied',
    'scanning.access-denied',
  ],
  ['scanimage: open of device x failed: Invalid argument', 'scanning.device-gone'],
  ['scanimage: no SANE devices found', 'scanning.device-gone'],
  ['scanimage: sane_read: Error during device I/O', 'scanning.io'],
  ['scanimage: sane_read: Operation was cancelled', 'scanning.stopped-at-device'],
  ['scanimage: setting of option --mode failed (Invalid argument)', 'scanning.option'],
  ['scanimage: attempted to set inactive option threshold', 'scanning.option'],
  ['scanimage: sane_start: Invalid argument', 'scanning.failed'],
])('%s', (line, code) => {
  const text = `scanimage: rounded value of br-x from 210 to 209.9\nScanning page 1\n${line}\nBatch terminated, 1 page scanned\nscanimage: received signal 13\nscanimage: trying to stop scanner\n`;
  expect(readFailure(text)?.code).toBe(code);
});

test('a rounded value alone is no failure', () => {
  expect(readFailure('scanimage: rounded value of br-x from 210 to 209.9\n')).toBeNull();
});
