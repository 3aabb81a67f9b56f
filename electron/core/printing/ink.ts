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
  | { kind: 'qr'; x: number; y: number; size: number; text: string };
