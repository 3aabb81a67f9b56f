import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What may happen to a request on its way, in equal parts, as often as `trouble` says. */
const mishaps = ['lost', 'answer-lost', 'twice', 'late', 'cut', 'cut-early'] as const;

/**
 * A proxy that loses requests and answers, sends them twice, holds them back (so that others overtake
 * them), and cuts answers off in their middle.
 */
export class BadNetwork {
  /** 0: none; 1: every request. */
  trouble = 0;
  readonly counts: Record<string, number> = {};
  private readonly server: http.Server;
  private readonly random: () => number;
  private readonly target: { port: number };

  constructor(target: { port: number }, random: () => number) {
    this.target = target;
    this.random = random;
    this.server = http.createServer((asked, answer) => {
      const parts: Buffer[] = [];
      asked.on('data', (part: Buffer) => parts.push(part));
      asked.on('error', () => undefined);
      asked.on('end', () => void this.pass(asked, Buffer.concat(parts), answer));
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async pass(asked: http.IncomingMessage, body: Buffer, answer: http.ServerResponse) {
    const troubled = this.random() < this.trouble;
    const mishap = troubled ? mishaps[Math.floor(this.random() * mishaps.length)]! : 'none';
    this.counts[mishap] = (this.counts[mishap] ?? 0) + 1;
    if (mishap === 'lost') return void answer.destroy();
    if (mishap === 'late') await new Promise((resolve) => setTimeout(resolve, this.random() * 120));
    if (mishap === 'twice') await this.forward(asked, body).catch(() => undefined);
    try {
      const { head, bytes } = await this.forward(asked, body);
      if (mishap === 'answer-lost') return void answer.destroy();
      answer.writeHead(head.statusCode ?? 502, head.headers);
      // An answer without a body has no middle.
      if (bytes.length === 0 && mishap.startsWith('cut')) return void answer.destroy();
      if (mishap === 'cut' || mishap === 'cut-early') {
        const most = mishap === 'cut' ? bytes.length - 1 : Math.floor(bytes.length * this.random());
        answer.write(bytes.subarray(0, Math.max(0, most)), () => answer.destroy());
      } else answer.end(bytes);
    } catch {
      answer.destroy();
    }
  }

  private forward(asked: http.IncomingMessage, body: Buffer) {
    return new Promise<{ head: http.IncomingMessage; bytes: Buffer }>((resolve, reject) => {
      const { method, url, headers } = asked;
      const options = { host: '127.0.0.1', port: this.target.port, method, path: url, headers };
      const sent = http.request(options, (head) => {
        const parts: Buffer[] = [];
        head.on('data', (part: Buffer) => parts.push(part));
        head.on('error', reject);
        head.on('aborted', () => reject(new Error('aborted')));
        head.on('end', () => resolve({ head, bytes: Buffer.concat(parts) }));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
