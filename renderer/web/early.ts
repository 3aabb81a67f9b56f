/**
 * Comes before the page's own code, which takes a second on a slow line: whoever was here before has
 * their inbox or letter, and its first page, on the way meanwhile. It imports nothing, to be there soon.
 */
interface Me {
  csrf: string;
  person: { person: string };
}

/** The picture that a phone's width asks for (`picture-widths.ts`, at `LetterPages`' density). */
const PHONE = { most: 416, picture: 720 };

const text = localStorage.getItem('lontar.me');
const me = text === null ? null : (JSON.parse(text) as { me: Me | null }).me;
if (me) {
  const letter = /^#\/letter\/([0-9a-f-]{36})/.exec(location.hash)?.[1];
  const plain = location.hash === '' || location.hash === '#/';
  if (letter !== undefined) {
    const answer = ask(me, 'letters.get', { letter });
    void answer.then(showFirstPage);
  } else if (plain) ask(me, 'web.inbox', {});
}

function ask({ csrf }: Me, operation: string, input: object): Promise<unknown> {
  const answer = fetch(`/v1/call/${operation}`, {
    method: 'POST',
    cache: 'no-store',
    headers: { 'content-type': 'application/json', 'lontar-csrf': csrf },
    body: JSON.stringify({ operation, input }),
  }).then(
    (response) => (response.ok ? (response.json() as Promise<unknown>) : null),
    () => null,
  );
  globalThis.lontarEarly = { asked: `${operation} ${JSON.stringify(input)}`, answer };
  return answer;
}

function showFirstPage(answer: unknown): void {
  const { letter } = (answer ?? {}) as {
    letter?: { id: string; document: { sha256: string } | null };
  };
  if (!letter?.document || innerWidth > PHONE.most) return;
  new Image().src = `/v1/page/${letter.id}/${letter.document.sha256}/1?width=${PHONE.picture}`;
}
