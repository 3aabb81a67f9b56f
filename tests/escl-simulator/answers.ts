/** What the simulated device says in XML; the shapes follow the eSCL technical specification 2.97. */

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMES =
  'xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" ' +
  'xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"';

export interface SimulatedSides {
  platen: boolean;
  feeder: boolean;
  duplex: boolean;
  /** The glass names its resolutions one by one, the feeder as a range. */
  resolutions: number[];
  range: { min: number; max: number };
  modes: string[];
  formats: string[];
}

export function capabilitiesXml(sides: SimulatedSides): string {
  const { resolutions, range } = sides;
  const discrete =
    '<scan:DiscreteResolutions>' +
    resolutions
      .map(
        (dpi) =>
          `<scan:DiscreteResolution><scan:XResolution>${dpi}</scan:XResolution>` +
          `<scan:YResolution>${dpi}</scan:YResolution></scan:DiscreteResolution>`,
      )
      .join('') +
    '</scan:DiscreteResolutions>';
  const limits =
    `<scan:Min>${range.min}</scan:Min><scan:Max>${range.max}</scan:Max>` +
    `<scan:Normal>300</scan:Normal><scan:Step>1</scan:Step>`;
  const ranged =
    `<scan:ResolutionRange><scan:XResolutionRange>${limits}</scan:XResolutionRange>` +
    `<scan:YResolutionRange>${limits}</scan:YResolutionRange></scan:ResolutionRange>`;
  const caps = (name: string, height: number, supported: string) => `<scan:${name}>
      <scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth>
      <scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>${height}</scan:MaxHeight>
      <scan:MaxScanRegions>1</scan:MaxScanRegions>
      <scan:SettingProfiles><scan:SettingProfile>
        <scan:ColorModes>${sides.modes.map((mode) => `<scan:ColorMode>${mode}</scan:ColorMode>`).join('')}</scan:ColorModes>
        <scan:DocumentFormats>${sides.formats
          .map(
            (format) =>
              `<pwg:DocumentFormat>${format}</pwg:DocumentFormat>` +
              `<scan:DocumentFormatExt>${format}</scan:DocumentFormatExt>`,
          )
          .join('')}</scan:DocumentFormats>
        <scan:SupportedResolutions>${supported}</scan:SupportedResolutions>
      </scan:SettingProfile></scan:SettingProfiles>
    </scan:${name}>`;
  const platen = sides.platen
    ? `<scan:Platen>${caps('PlatenInputCaps', 3508, discrete)}</scan:Platen>`
    : '';
  const adf = sides.feeder
    ? `<scan:Adf>${caps('AdfSimplexInputCaps', 4200, ranged)}${
        sides.duplex ? caps('AdfDuplexInputCaps', 4200, ranged) : ''
      }<scan:FeederCapacity>50</scan:FeederCapacity>
      <scan:AdfOptions><scan:AdfOption>DetectPaperLoaded</scan:AdfOption></scan:AdfOptions></scan:Adf>`
    : '';
  return `${HEAD}<scan:ScannerCapabilities ${NAMES}>
  <pwg:Version>2.63</pwg:Version>
  <pwg:MakeAndModel>Lontar Simulator &amp; Co</pwg:MakeAndModel>
  <scan:Manufacturer>Lontar</scan:Manufacturer>
  <scan:UUID>0b7e4a52-6d3f-4a8e-9d8e-000000000001</scan:UUID>
  ${platen}${adf}
</scan:ScannerCapabilities>`;
}

export interface SimulatedJob {
  path: string;
  state: string;
  completed: number;
  toTransfer: number;
}

export function statusXml(state: string, adfState: string | null, jobs: SimulatedJob[]): string {
  const infos = jobs
    .map(
      (job) => `<scan:JobInfo><pwg:JobUri>${job.path}</pwg:JobUri>
      <pwg:ImagesCompleted>${job.completed}</pwg:ImagesCompleted>
      <pwg:ImagesToTransfer>${job.toTransfer}</pwg:ImagesToTransfer>
      <pwg:JobState>${job.state}</pwg:JobState></scan:JobInfo>`,
    )
    .join('');
  return `${HEAD}<scan:ScannerStatus ${NAMES}>
  <pwg:Version>2.63</pwg:Version>
  <pwg:State>${state}</pwg:State>
  ${adfState === null ? '' : `<scan:AdfState>${adfState}</scan:AdfState>`}
  <scan:Jobs>${infos}</scan:Jobs>
</scan:ScannerStatus>`;
}

export const doctypeXml = `${HEAD}<!DOCTYPE scan:ScannerCapabilities [
  <!ENTITY a "0123456789"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
  <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">
]>
<scan:ScannerCapabilities ${NAMES}><pwg:MakeAndModel>&c;&d;</pwg:MakeAndModel></scan:ScannerCapabilities>`;

export const deepXml = `${HEAD}<scan:ScannerCapabilities ${NAMES}>${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}</scan:ScannerCapabilities>`;
