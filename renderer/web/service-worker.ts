/** The shell of the page, so that it opens without a line; pictures of letters already seen. Nothing else. */
declare const SHELL: string[];
declare const VERSION: string;

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Lasting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Pushed extends Lasting {
  data: { json(): { title: string; body: string; url?: string; tag?: string } } | null;
}
interface Clicked extends Lasting {
  notification: Notification & { data: { url?: string } | null };
}
interface Worker extends EventTarget {
  skipWaiting(): Promise<void>;
  registration: ServiceWorkerRegistration;
  clients: {
    claim(): Promise<void>;
    openWindow(url: string): Promise<unknown>;
    matchAll(
      options: object,
    ): Promise<
      { url: string; focus(): Promise<unknown>; navigate(url: string): Promise<unknown> }[]
    >;
  };
}

const worker = globalThis as unknown as Worker;
const shell = `lontar-shell-${VERSION}`;
const PICTURES = 'lontar-pictures';
const MOST_PICTURES = 60;

worker.addEventListener('install', (event) => {
  const fetched = caches.open(shell).then((cache) => cache.addAll(SHELL));
  (event as Lasting).waitUntil(fetched.then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  const old = caches
    .keys()
    .then((names) =>
      Promise.all(
        names
          .filter((name) => name.startsWith('lontar-shell-') && name !== shell)
          .map((name) => caches.delete(name)),
      ),
    );
  (event as Lasting).waitUntil(old.then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event as Fetching;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  const isPage = request.mode === 'navigate' && pathname === '/';
  if (isPage) (event as Fetching).respondWith(fromShell('/', request));
  else if (SHELL.includes(pathname)) (event as Fetching).respondWith(fromShell(pathname, request));
  else if (pathname.startsWith('/v1/page/')) (event as Fetching).respondWith(picture(request));
});

async function fromShell(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(shell);
  return (await cache.match(path)) ?? fetch(request);
}

/** A page's bytes never change. They are thrown away at sign-out, by the page itself. */
async function picture(request: Request): Promise<Response> {
  const cache = await caches.open(PICTURES);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    const keys = await cache.keys();
    await Promise.all(
      keys.slice(0, Math.max(0, keys.length - MOST_PICTURES)).map((key) => cache.delete(key)),
    );
  }
  return answer;
}

worker.addEventListener('push', (event) => {
  const told = (event as Pushed).data?.json();
  if (!told) return;
  const { title, body, url = '/', tag } = told;
  const shown = { body, icon: '/icon-192.png', data: { url }, ...(tag && { tag }) };
  (event as Lasting).waitUntil(worker.registration.showNotification(title, shown));
});

worker.addEventListener('notificationclick', (event) => {
  const { notification } = event as Clicked;
  notification.close();
  // Our own pages alone, whatever the message says.
  const { origin, href } = new URL(notification.data?.url ?? '/', location.origin);
  const url = origin === location.origin ? href : location.origin;
  const opened = worker.clients.matchAll({ type: 'window' }).then(async ([open]) => {
    if (!open) return worker.clients.openWindow(url);
    await open.navigate(url);
    return open.focus();
  });
  (event as Lasting).waitUntil(opened);
});
