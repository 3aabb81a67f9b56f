import { expect, test } from 'vitest';
import { chooseSettings } from '../../../../electron/core/scanning/sane/choose-settings.ts';
import { parseOptions } from '../../../../electron/core/scanning/sane/parse-options.ts';
import { capabilitiesOf } from '../../../../electron/core/scanning/sane/read-capabilities.ts';
import { ScanRequest } from '../../../../shared/contract/scanning.ts';

// Options as the drivers name them (their manual pages, and the words in their libraries).
const vendors: Record<string, string> = {
  fujitsu: `  Scan mode:
    --source ADF Front|ADF Back|ADF Duplex|Card Front|Card Duplex [ADF Front]
    --mode Lineart|Halftone|Gray|Color [Lineart]
    --resolution 50..600dpi (in steps of 1) [600]
  Enhancement:
    --df-action Default|Continue|Stop [Default]
        Action following double feed error
    --df-skew[=(yes|no)] [inactive]
    --df-thickness[=(yes|no)] [inactive]
    --df-length[=(yes|no)] [inactive]
    --df-diff Default|10mm|15mm|20mm [inactive]
  Sensors and Buttons:
    --page-loaded[=(yes|no)] [yes] [hardware]
    --double-feed[=(yes|no)] [no] [hardware]
    --cover-open[=(yes|no)] [no] [hardware]
`,
  canon_dr: `  Scan mode:
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
    --mode Lineart|Halftone|Gray|Color [Lineart]
    --resolution 100|150|200|240|300|400|600dpi [200]
  Enhancement:
    --df-thickness[=(yes|no)] [yes]
    --df-length[=(yes|no)] [no]
  Sensors:
    --adf-loaded[=(yes|no)] [no] [hardware]
`,
  avision: `  Scan Mode:
    --source Normal|ADF Front|ADF Back|ADF Duplex [Normal]
    --mode Line Art|Dithered|Gray|12bit Gray|Color [Color]
    --resolution 50..600dpi (in steps of 1) [300]
`,
  brother5: `  Mode:
    --mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color[Fast] [24bit Color[Fast]]
    --resolution 100|150|200|300|400|600|1200dpi [200]
    --source FlatBed|Automatic Document Feeder(left aligned)|Automatic Document Feeder(left aligned,Duplex) [FlatBed]
`,
  epsonds: `  Standard:
    --source Flatbed|ADF Front|ADF Duplex [Flatbed]
    --mode Lineart|Gray|Color [Color]
    --resolution 50..1200dpi (in steps of 1) [300]
    --adf-skew[=(yes|no)] [no]
`,
  kvs40xx: `  Scan Mode:
    --source adf|fb [adf]
    --feeder-mode single|continuous [continuous]
    --duplex[=(yes|no)] [no]
    --mode bw|halftone|gray|color [color]
    --resolution 100..600dpi (in steps of 1) [200]
    --dfeed[=(yes|no)] [yes]
    --dfeed-sense Low|Normal|High [Normal]
`,
  kvs1025: `  Scan Mode:
    --mode bw|halftone|gray|color [color]
    --resolution 100..600dpi (in steps of 1) [200]
    --feeder-mode single|continuous [continuous]
    --duplex[=(yes|no)] [no]
  Advanced:
    --double-feed[=(yes|no)] [no]
`,
  pixma: `  Scan mode:
    --source Flatbed|Automatic Document Feeder|ADF Duplex [Automatic Document Feeder]
    --mode auto|Color|Gray|Lineart [Color]
    --resolution auto|75|150|300|600dpi [75]
    --adf-wait 0..3600 [0]
  Buttons:
    --adf-status 0..255 [2] [read-only]
`,
  hp: `  Scan Mode:
    --source Normal|ADF [Normal]
    --mode Lineart|Halftone|Grayscale|Color [Color]
    --resolution 5..1200dpi [100]
`,
};

const read = (name: string) => capabilitiesOf(name, parseOptions(vendors[name]!));

test.each([
  ['fujitsu', ['feeder', 'other', 'duplex', 'other', 'other']],
  ['canon_dr', ['feeder', 'other', 'duplex']],
  ['avision', ['flatbed', 'feeder', 'other', 'duplex']],
  ['brother5', ['flatbed', 'feeder', 'duplex']],
  ['epsonds', ['flatbed', 'feeder', 'duplex']],
  ['kvs40xx', ['feeder', 'flatbed']],
  ['pixma', ['flatbed', 'feeder', 'duplex']],
  ['hp', ['flatbed', 'feeder']],
])('%s: where the paper goes', (name, paths) => {
  expect(read(name).sources.map(({ path }) => path)).toEqual(paths);
});

test.each([
  ['fujitsu', { 'df-action': 'Stop', 'df-thickness': 'yes' }, false],
  ['canon_dr', { 'df-thickness': 'yes' }, true],
  ['kvs40xx', { dfeed: 'yes' }, true],
  ['kvs1025', { 'double-feed': 'yes' }, false],
] as const)('%s: stops where two sheets go through at once', (name, on, enabled) => {
  const device = read(name);
  expect(device.doubleFeed).toMatchObject({ on, enabled });
  const options = device.doubleFeed!.on;
  const wish = { device: name, feeder: device.sources.length > 0, resolution: 200, options };
  const { rest } = chooseSettings(ScanRequest.parse(wish), device);
  for (const [option, value] of Object.entries(on)) expect(rest).toContainEqual([option, value]);
});

test.each([
  ['fujitsu', 'loaded'],
  ['canon_dr', 'empty'],
  ['pixma', 'loaded'],
  ['avision', 'unknown'],
  ['epsonds', 'unknown'],
])('%s: the feeder is %s', (name, state) => {
  expect(read(name).feederState).toBe(state);
});

test('what the sensors show comes before paper that is loaded', () => {
  const shown = (sensor: string) =>
    capabilitiesOf(
      'fujitsu',
      parseOptions(
        vendors['fujitsu']!.replace(`--${sensor}[=(yes|no)] [no]`, `--${sensor}[=(yes|no)] [yes]`),
      ),
    ).feederState;
  expect(shown('double-feed')).toBe('double-feed');
  expect(shown('cover-open')).toBe('open');
  for (const name of ['avision', 'brother5', 'epsonds', 'pixma', 'hp']) {
    expect(read(name).doubleFeed).toBeNull();
  }
});
