// What this phone keeps: its settings, the surveys it has downloaded, the forms it has taken.
//
// A form is on the phone's disk before anybody is told that it is saved, under an id that never
// changes. It leaves only when the server has said that it keeps it, or when somebody deletes a form
// that the server has refused.

const NAME = 'longdan-survey';
const DURABLE = { durability: 'strict' };

let opened;

function open() {
  opened ??= new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('settings');
      asked.result.createObjectStore('surveys', { keyPath: 'id' });
      asked.result.createObjectStore('forms', { keyPath: 'id' });
    };
    asked.onsuccess = () => {
      // Another tab with a newer app is never held up by this one.
      asked.result.onversionchange = () => asked.result.close();
      done(asked.result);
    };
    asked.onerror = () => fail(asked.error);
  });
  return opened;
}

const result = (request) =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });

/** Runs `work` on some stores in one transaction, and returns once all of it is on disk. */
async function write(stores, work) {
  const database = await open();
  const transaction = database.transaction(stores, 'readwrite', DURABLE);
  const ended = new Promise((done, fail) => {
    transaction.oncomplete = () => done();
    transaction.onabort = () => fail(transaction.error ?? new Error('the phone wrote nothing'));
  });
  try {
    await work(...stores.map((name) => transaction.objectStore(name)));
  } catch (error) {
    transaction.abort();
    ended.catch(() => {});
    throw error;
  }
  await ended;
}

async function read(store, work) {
  const database = await open();
  return result(work(database.transaction(store).objectStore(store)));
}

export const setting = (key) => read('settings', (settings) => settings.get(key));

export const set = (key, value) =>
  write(['settings'], (settings) =>
    result(value === undefined ? settings.delete(key) : settings.put(value, key)),
  );

export const surveys = () => read('surveys', (all) => all.getAll());
export const forms = () => read('forms', (all) => all.getAll());

/** Keeps what was downloaded; a survey that is no longer assigned stays, for its forms' sake. */
export const keepSurveys = (account, downloaded) =>
  write(['surveys'], async (all) => {
    for (const survey of await result(all.getAll())) {
      if (survey.account === account) all.put({ ...survey, assigned: false });
    }
    for (const survey of downloaded) all.put({ ...survey, account, assigned: true });
  });

/** Saves a form and forgets its draft; `instead` names a refused form that it takes the place of. */
export const saveForm = (form, draft, instead) =>
  write(['forms', 'settings'], (all, settings) => {
    all.add(form);
    if (instead) all.delete(instead);
    settings.delete(draft);
  });

/** Changes forms by id; one that is gone stays gone. */
export const changeForms = (changes) =>
  write(['forms'], async (all) => {
    for (const [id, change] of changes) {
      const form = await result(all.get(id));
      if (form) all.put(change(form));
    }
  });

/** Deletes a form that the server has refused; no other can be deleted. */
export const deleteRefused = (id) =>
  write(['forms'], async (all) => {
    const form = await result(all.get(id));
    if (form?.state === 'refused') all.delete(id);
  });
