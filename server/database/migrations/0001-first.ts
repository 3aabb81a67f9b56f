/**
 * An office and its desks. `offices.head` is the number of the newest fact: who appends takes that row's
 * lock, so that one order holds whichever server the facts came through. `office` is the server's own
 * name for a tenant; the office that its desks know is the aggregate `founded`.
 */
export const first = /* sql */ `
CREATE TABLE offices (
  office UUID PRIMARY KEY,
  name TEXT NOT NULL,
  founded UUID UNIQUE,
  head BIGINT NOT NULL DEFAULT 0,
  made TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- A desk, or this server writing for people on the web: each has its own chain of facts.
CREATE TABLE devices (
  device UUID PRIMARY KEY,
  office UUID NOT NULL REFERENCES offices,
  name TEXT NOT NULL,
  public_key BYTEA,
  seq BIGINT NOT NULL DEFAULT 0,
  tip TEXT NOT NULL,
  signature BYTEA,
  counter BIGINT NOT NULL DEFAULT 0,
  counters_seen BYTEA,
  enrolled TIMESTAMPTZ NOT NULL DEFAULT now(),
  heard TIMESTAMPTZ,
  revoked TIMESTAMPTZ
);
CREATE INDEX devices_of ON devices (office);

-- One-time codes: their hash alone is kept.
CREATE TABLE enrolment_codes (
  hash TEXT PRIMARY KEY,
  office UUID NOT NULL REFERENCES offices,
  made TIMESTAMPTZ NOT NULL DEFAULT now(),
  expires TIMESTAMPTZ NOT NULL,
  used TIMESTAMPTZ,
  device UUID REFERENCES devices
);

-- The office's one order. verdict: applied, disputed (kept, of no effect, for a person to settle) or newer
-- (not understood yet; it gets a number anew when it is).
CREATE TABLE facts (
  office UUID NOT NULL REFERENCES offices,
  n BIGINT NOT NULL,
  device UUID NOT NULL REFERENCES devices,
  seq BIGINT NOT NULL,
  id UUID NOT NULL,
  aggregate TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('applied', 'disputed', 'newer')),
  code TEXT,
  fact TEXT NOT NULL,
  PRIMARY KEY (office, n)
);
CREATE UNIQUE INDEX facts_of_device ON facts (device, seq) WHERE verdict <> 'newer';
CREATE INDEX facts_of_aggregate ON facts (office, aggregate, n);

-- Facts that disagreed, until a person settles them.
CREATE TABLE disputes (
  office UUID NOT NULL REFERENCES offices,
  fact UUID NOT NULL,
  n BIGINT NOT NULL,
  settled BIGINT,
  PRIMARY KEY (office, fact)
);

CREATE TABLE office_states (
  office UUID PRIMARY KEY REFERENCES offices,
  state TEXT NOT NULL
);

CREATE TABLE letters (
  office UUID NOT NULL REFERENCES offices,
  letter UUID NOT NULL,
  book TEXT NOT NULL,
  year INTEGER NOT NULL,
  agenda INTEGER NOT NULL,
  received TEXT NOT NULL,
  number TEXT,
  date TEXT,
  sender TEXT NOT NULL,
  subject TEXT NOT NULL,
  urgency TEXT NOT NULL,
  secrecy TEXT NOT NULL,
  status TEXT NOT NULL,
  pages INTEGER NOT NULL,
  forwarded TEXT NOT NULL,
  receipt TEXT UNIQUE,
  state TEXT NOT NULL,
  PRIMARY KEY (office, letter),
  UNIQUE (office, book, year, agenda)
);

CREATE INDEX letters_of_status ON letters (office, status);

CREATE TABLE waiting (
  office UUID NOT NULL,
  letter UUID NOT NULL,
  disposition UUID NOT NULL,
  position TEXT NOT NULL,
  kind TEXT NOT NULL,
  since TIMESTAMPTZ NOT NULL,
  due TEXT,
  seen BOOLEAN NOT NULL,
  PRIMARY KEY (office, letter, disposition, position, kind),
  FOREIGN KEY (office, letter) REFERENCES letters ON DELETE CASCADE
);
CREATE INDEX waiting_for ON waiting (office, position);

-- An office may read a blob that one of its desks has brought, and no other, however equal the bytes.
CREATE TABLE blobs (
  office UUID NOT NULL REFERENCES offices,
  sha256 TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  at TIMESTAMPTZ NOT NULL DEFAULT now(),
  PRIMARY KEY (office, sha256)
);

-- Uploads by tus, until a while after they are whole. One server at a time works on each: its holder.
CREATE TABLE uploads (
  upload UUID PRIMARY KEY,
  office UUID NOT NULL REFERENCES offices,
  device UUID NOT NULL REFERENCES devices,
  sha256 TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  made TIMESTAMPTZ NOT NULL DEFAULT now(),
  done TIMESTAMPTZ,
  holder UUID,
  held_until TIMESTAMPTZ,
  wanted BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX uploads_of ON uploads (device) WHERE done IS NULL;
CREATE INDEX uploads_made ON uploads (made);

CREATE TABLE people (
  person UUID PRIMARY KEY,
  office UUID NOT NULL REFERENCES offices,
  name TEXT NOT NULL,
  login TEXT NOT NULL,
  password TEXT NOT NULL,
  totp TEXT,
  totp_step BIGINT NOT NULL DEFAULT 0,
  role TEXT NOT NULL CHECK (role IN ('clerk', 'leader', 'unit', 'auditor', 'administrator')),
  positions TEXT[] NOT NULL,
  email TEXT,
  language TEXT NOT NULL DEFAULT 'id',
  closed TIMESTAMPTZ,
  UNIQUE (login)
);

CREATE INDEX people_of ON people (office);

-- Wrong tries in a row, by the hash of the name that was typed, whether anybody bears it or not.
CREATE TABLE sign_in_failures (
  login TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  last TIMESTAMPTZ NOT NULL,
  until TIMESTAMPTZ NOT NULL
);

CREATE TABLE administrator_codes (
  hash TEXT PRIMARY KEY,
  office UUID NOT NULL REFERENCES offices,
  expires TIMESTAMPTZ NOT NULL
);

CREATE TABLE sessions (
  hash TEXT PRIMARY KEY,
  person UUID NOT NULL REFERENCES people ON DELETE CASCADE,
  csrf TEXT NOT NULL,
  made TIMESTAMPTZ NOT NULL DEFAULT now(),
  used TIMESTAMPTZ NOT NULL DEFAULT now(),
  expires TIMESTAMPTZ NOT NULL
);
CREATE INDEX sessions_of ON sessions (person);

-- Papers that somebody sent up to go with a report: only who brought one may point at it.
CREATE TABLE brought_documents (
  person UUID NOT NULL REFERENCES people ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  pages INTEGER NOT NULL,
  bytes BIGINT NOT NULL,
  at TIMESTAMPTZ NOT NULL DEFAULT now(),
  PRIMARY KEY (person, sha256)
);

-- What a phone sent with this key was done, with this answer: sent again, it is not done again.
CREATE TABLE done_commands (
  person UUID NOT NULL REFERENCES people ON DELETE CASCADE,
  key TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL DEFAULT now(),
  answer TEXT NOT NULL,
  PRIMARY KEY (person, key)
);

-- Of what a person wants to be told, and when it last was: never more than a message in some minutes.
CREATE TABLE notice_settings (
  person UUID PRIMARY KEY REFERENCES people ON DELETE CASCADE,
  push BOOLEAN NOT NULL DEFAULT true,
  mail BOOLEAN NOT NULL DEFAULT true,
  dispositions BOOLEAN NOT NULL DEFAULT true,
  letters BOOLEAN NOT NULL DEFAULT false,
  digest BOOLEAN NOT NULL DEFAULT true
);

CREATE TABLE push_subscriptions (
  hash TEXT PRIMARY KEY,
  person UUID NOT NULL REFERENCES people ON DELETE CASCADE,
  subscription TEXT NOT NULL,
  made TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX push_subscriptions_of ON push_subscriptions (person);

-- Up to which fact of an office people have been told.
CREATE TABLE notice_cursors (
  office UUID PRIMARY KEY REFERENCES offices,
  n BIGINT NOT NULL
);

-- What a person is to be told, until it is put into a message.
CREATE TABLE notices (
  person UUID NOT NULL REFERENCES people ON DELETE CASCADE,
  kind TEXT NOT NULL,
  about UUID NOT NULL,
  urgent BOOLEAN NOT NULL,
  at TIMESTAMPTZ NOT NULL DEFAULT now(),
  PRIMARY KEY (person, kind, about)
);

-- begun: a server is sending it, or ended while it did; then it is not sent again.
CREATE TABLE messages (
  message UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  person UUID NOT NULL REFERENCES people ON DELETE CASCADE,
  channel TEXT NOT NULL CHECK (channel IN ('push', 'mail')),
  kind TEXT NOT NULL CHECK (kind IN ('new', 'digest')),
  subscription TEXT,
  dispositions INTEGER NOT NULL DEFAULT 0,
  letters INTEGER NOT NULL DEFAULT 0,
  overdue INTEGER NOT NULL DEFAULT 0,
  urgent INTEGER NOT NULL DEFAULT 0,
  made TIMESTAMPTZ NOT NULL DEFAULT now(),
  due TIMESTAMPTZ NOT NULL DEFAULT now(),
  tries INTEGER NOT NULL DEFAULT 0,
  begun TIMESTAMPTZ,
  done TIMESTAMPTZ,
  failed TEXT
);
CREATE INDEX messages_due ON messages (due) WHERE done IS NULL AND failed IS NULL AND begun IS NULL;
CREATE INDEX messages_of ON messages (person, made);

CREATE TABLE digests (
  office UUID NOT NULL REFERENCES offices,
  day DATE NOT NULL,
  PRIMARY KEY (office, day)
);

-- Made once and kept: the key with which push services know this server.
CREATE TABLE server_secrets (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
`;
