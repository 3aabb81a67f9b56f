export type FaceName = 'regular' | 'semiBold';

/** What is printed, in millimetres from the page's upper left corner; `y` of a text is its baseline. */
export type Ink =
  | {
      kind: 'text';
      x: number;
      y: number;
      size: number;
      face: FaceName;
      text: string;
      width: number;
    }
  | { kind: 'line'; x1: number; y1: number; x2: number; y2: number; weight: number; grey: number }
  | { kind: 'box'; x: number; y: number; size: number; ticked: boolean }
  | { kind: 'mark'; x: number; y: number; size: number; shape: 'solid' | 'ring' }
  | { kind: 'bar'; x: number; y: number; width: number; height: number }
  | ({ kind: 'qr'; x: number; y: number; size: number; text: string } & QrForm);

/** ISO/IEC 18004. */
interface QrForm {
  ecc: 'L' | 'M' | 'Q' | 'H';
  /** One size, whatever the text; without it the least that holds it. */
  version?: number;
  /** Degrees clockwise. */
  turn?: number;
}
