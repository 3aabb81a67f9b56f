import { PDFDocument, rgb, StandardFonts, type PDFFont, type PDFPage } from 'pdf-lib';

const MM = 72 / 25.4;
const A4 = { width: 210, height: 297 };

export interface Face {
  regular: PDFFont;
  bold: PDFFont;
}

/** A page that is written on from its top downwards; millimetres, sizes in points. */
export class Sheet {
  y: number;
  page: PDFPage;
  readonly face: Face;
  readonly left: number;
  readonly right: number;
  readonly size: number;
  private readonly document: PDFDocument;

  private constructor(document: PDFDocument, face: Face, look: { margin: number; size: number }) {
    this.document = document;
    this.page = document.addPage([A4.width * MM, A4.height * MM]);
    this.face = face;
    this.left = look.margin;
    this.right = A4.width - look.margin + 4;
    this.size = look.size;
    this.y = 16;
  }

  static async open(look: { serif: boolean; margin: number; size: number }): Promise<Sheet> {
    const document = await PDFDocument.create();
    const [regular, bold] = look.serif
      ? [StandardFonts.TimesRoman, StandardFonts.TimesRomanBold]
      : [StandardFonts.Helvetica, StandardFonts.HelveticaBold];
    const face = {
      regular: await document.embedFont(regular),
      bold: await document.embedFont(bold),
    };
    return new Sheet(document, face, look);
  }

  get pitch(): number {
    return (this.size * 1.28) / MM;
  }

  widthOf(text: string, { size = this.size, bold = false } = {}): number {
    return (bold ? this.face.bold : this.face.regular).widthOfTextAtSize(text, size) / MM;
  }

  /** Writes on the present line, and stays on it. */
  at(x: number, text: string, { size = this.size, bold = false, grey = 0.1 } = {}): void {
    this.page.drawText(text, {
      x: x * MM,
      y: (A4.height - this.y) * MM,
      size,
      font: bold ? this.face.bold : this.face.regular,
      color: rgb(grey, grey, grey),
    });
  }

  down(lines = 1): void {
    this.y += this.pitch * lines;
    if (this.y > A4.height - 18) {
      this.page = this.document.addPage([A4.width * MM, A4.height * MM]);
      this.y = 22;
    }
  }

  line(text: string, style?: { size?: number; bold?: boolean }): void {
    this.at(this.left, text, style);
    this.down((style?.size ?? this.size) / this.size);
  }

  centre(
    text: string,
    style: { size?: number; bold?: boolean; around?: number; most?: number } = {},
  ): void {
    const around = style.around ?? (this.left + this.right) / 2;
    for (const line of this.wrap(text, style.most ?? this.right - this.left - 20, style)) {
      this.at(around - this.widthOf(line, style) / 2, line, style);
      this.down((style.size ?? this.size) / this.size);
    }
  }

  wrap(text: string, width: number, style: { size?: number; bold?: boolean } = {}): string[] {
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
      if (lines.length > 0 && this.widthOf(longer, style) <= width)
        lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  /** Several lines from here on, at one edge. */
  block(x: number, width: number, text: string, style?: { bold?: boolean }): void {
    for (const line of this.wrap(text, width, style)) {
      this.at(x, line, style);
      this.down();
    }
  }

  paragraph(text: string, indent = 10): void {
    const lines = this.wrap(
      `${'\u00a0'.repeat(0)}${text}`,
      this.right - this.left - (indent > 0 ? 3 : 0),
    );
    lines.forEach((line, index) => {
      const from = this.left + (index === 0 ? indent : 0);
      const words = line.split(' ');
      const room = this.right - from - this.widthOf(line);
      // Justified, as office programs do it, but for the last line.
      const extra =
        index < lines.length - 1 && room > 0 && words.length > 1 ? room / (words.length - 1) : 0;
      let x = from;
      for (const word of words) {
        this.at(x, word);
        x += this.widthOf(`${word} `) + extra;
      }
      this.down();
    });
    this.down(0.4);
  }

  /** `Nomor   : 5/A`, the value over several lines. */
  pair(label: string, value: string, tab: number, width: number, mark = ': '): void {
    this.at(this.left, label);
    const indent = this.widthOf(': ');
    this.wrap(value, width).forEach((line, index) => {
      this.at(this.left + tab + (index === 0 ? 0 : indent), index === 0 ? `${mark}${line}` : line);
      this.down();
    });
  }

  rule(thick = 1): void {
    this.page.drawLine({
      start: { x: this.left * MM, y: (A4.height - this.y + 3) * MM },
      end: { x: this.right * MM, y: (A4.height - this.y + 3) * MM },
      thickness: thick,
      color: rgb(0.1, 0.1, 0.1),
    });
    this.down(0.6);
  }

  ring(x: number, y: number, radius: number, colour: [number, number, number]): void {
    this.page.drawCircle({
      x: x * MM,
      y: (A4.height - y) * MM,
      size: radius * MM,
      borderColor: rgb(...colour),
      borderWidth: 2,
      borderOpacity: 0.75,
    });
  }

  stroke(x: number, y: number, colour: [number, number, number]): void {
    this.page.drawSvgPath('M 0 0 C 10 -20 22 -18 30 0 C 40 18 52 12 62 -10 C 70 -26 88 -20 96 -2', {
      x: x * MM,
      y: (A4.height - y) * MM,
      borderColor: rgb(...colour),
      borderWidth: 2,
    });
  }

  save(): Promise<Uint8Array> {
    return this.document.save();
  }
}
