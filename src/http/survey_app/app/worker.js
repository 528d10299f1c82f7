// Keeps the app's own files, so that it starts without a network. It never touches an answer.
const NAME = 'longdan-survey-VERSION';
const FILES = FILE_LIST;

self.addEventListener('install', (event) => {
  const fresh = FILES.map((file) => new Request(file, { cache: 'reload' }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(fresh)));
});

// Another version begins once no tab shows this one any longer: never two versions in one page.
self.addEventListener('activate', (event) => {
  const leave = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith('longdan-survey-') && name !== NAME);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(leave());
});

self.addEventListener('fetch', (event) => {
  const inside = event.request.url.startsWith(self.registration.scope);
  if (event.request.method !== 'GET' || !inside) return;
  const asked = event.request.mode === 'navigate' ? './' : event.request;
  const answer = async () => {
    const cache = await caches.open(NAME);
    return (await cache.match(asked)) ?? fetch(event.request);
  };
  event.respondWith(answer());
});
