/** What the simulated device does wrong: quirks of real ones, and what a hostile one would try. */
export interface Faults {
  /** So many 503 before a job is taken. */
  jobBusy: number;
  /** So many 503 before each page. */
  pageBusy: number;
  /** So many 404 before the first page: asked for too fast. */
  earlyMissing: number;
  /** So many 404 before each later page, though there is paper. */
  laterMissing: number;
  /** How it says that the feeder is empty. */
  end: 404 | 409 | 410;
  /** `AdfState` at all times, whatever is in the feeder. */
  adfState: string | null;
  /** After so many pages the feeder stops in this state. */
  stopAfter: { pages: number; adfState: string; status: 404 | 409 | 503 } | null;
  /** After so many pages somebody presses the device's own button. */
  cancelAfter: number | null;
  /** After so many pages the connection breaks in the middle of one. */
  breakAfter: number | null;
  /** `State` at all times. */
  state: string | null;
  /** Whether the status names its jobs. */
  listsJobs: boolean;
  /** Answers to the whole protocol: 401, 403, 500 … */
  refuse: number | null;
  /** The address that a job is said to have, `{path}` filled in. */
  location: string | null;
  /** Where a request is sent on to. */
  redirect: { what: 'capabilities' | 'job' | 'page'; to: string } | null;
  /** What stands in the place of the capabilities. */
  xml: 'endless' | 'doctype' | 'deep' | 'html' | 'other' | null;
  /** What stands in the place of each page. */
  page:
    | 'gigantic'
    | 'endless'
    | 'html'
    | 'pdf'
    | 'png'
    | 'truncated'
    | 'drip'
    | 'silent'
    | 'untagged'
    | 'huge-length'
    | null;
  /** Says a false type of each page. */
  contentType: string | null;
  headers: 'endless' | null;
}

export const NO_FAULTS: Faults = {
  jobBusy: 0,
  pageBusy: 0,
  earlyMissing: 0,
  laterMissing: 0,
  end: 404,
  adfState: null,
  stopAfter: null,
  cancelAfter: null,
  breakAfter: null,
  state: null,
  listsJobs: true,
  refuse: null,
  location: null,
  redirect: null,
  xml: null,
  page: null,
  contentType: null,
  headers: null,
};
