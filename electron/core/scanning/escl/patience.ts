/** How long a device is waited for, in milliseconds; tests are less patient. */
export interface Patience {
  connectMs: number;
  /** For capabilities, status, and the answer to a job: headers and body together. */
  answerMs: number;
  /** Without a byte while a page is under way; scanning begins with a lamp that warms up. */
  silenceMs: number;
  /** For one page from the request to its last byte, however slowly it drips. */
  pageMs: number;
  /** Between two tries, where the device names no time of its own. */
  againMs: number;
  /** For a job that is answered by 503: somebody else is at the device. */
  busyMs: number;
  /** For a page that is answered by 503 again and again, with no jam or open cover to be seen. */
  notReadyMs: number;
  /** For a page that is not there (404) although the device says that there is more to come. */
  missingMs: number;
  /** For the farewell, after which the device is free for others. */
  leaveMs: number;
}

export const PATIENCE: Patience = {
  connectMs: 10_000,
  answerMs: 30_000,
  silenceMs: 180_000,
  pageMs: 600_000,
  againMs: 1_000,
  busyMs: 60_000,
  notReadyMs: 180_000,
  missingMs: 10_000,
  leaveMs: 5_000,
};
