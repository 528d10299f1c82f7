// One household's form. What is ticked is on the phone's disk at once, as a draft.
import { button, h, say, show } from './dom.js';
import { responseId } from './ids.js';
import * as store from './store.js';
import { wake } from './sync.js';
import { spoken, word } from './words.js';

const CODE = /^[A-Za-z0-9._-]{1,64}$/;

/** Where a draft is kept: putting a form right never overwrites one that was begun. */
const draftOf = (refused) => (refused ? `draft ${refused.id}` : 'draft');

/** The draft as it is first shown: of a refused form, the one begun, or empty. */
async function begin(survey, refused) {
  const empty = { surveyId: survey.id, hamlet: '', household: '', answers: {}, comment: '' };
  if (refused) {
    const begun = await store.setting(draftOf(refused));
    if (begun) return begun;
    const { hamletCode, householdCode, answers, comment, consent, collectedAt } = refused.response;
    return {
      ...empty,
      hamlet: hamletCode,
      household: householdCode,
      answers: Object.fromEntries(answers.map(({ item, choice }) => [item, choice])),
      comment: comment ?? '',
      consentAt: consent?.givenAt,
      collectedAt,
      instead: refused.id,
    };
  }
  const draft = await store.setting('draft');
  if (draft?.surveyId === survey.id) return draft;
  return { ...empty, hamlet: (await store.setting('hamlet')) ?? '' };
}

function hamletField(survey, draft, keep) {
  const mine = survey.hamlets.filter(({ assigned }) => assigned).map(({ hamlet }) => hamlet);
  if (mine.length === 1) draft.hamlet = mine[0].code;
  const select = h(
    'select',
    {
      id: 'hamlet',
      onchange: () => {
        draft.hamlet = select.value;
        keep();
      },
    },
    h('option', { value: '' }, '–'),
    mine.map(({ code, name }) => h('option', { value: code }, `${name} (${code})`)),
  );
  select.value = mine.some(({ code }) => code === draft.hamlet) ? draft.hamlet : '';
  draft.hamlet = select.value;
  return h('label', { className: 'field' }, word('hamlet'), select);
}

function householdField(draft, keep) {
  const input = h('input', {
    id: 'household',
    value: draft.household,
    maxLength: 64,
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: false,
    oninput: () => {
      draft.household = input.value.trim();
      keep();
    },
  });
  return h(
    'label',
    { className: 'field' },
    word('household'),
    h('span', { className: 'quiet' }, ` ${word('householdHow')}`),
    input,
  );
}

/** The notice and the box under it; `said` is what the household says with it. */
export function consentField(survey, draft, keep, said = 'consent') {
  const { consentNotice: notice } = survey;
  if (!notice) return null;
  const box = h('input', {
    id: 'consent',
    type: 'checkbox',
    checked: Boolean(draft.consentAt),
    onchange: () => {
      draft.consentAt = box.checked ? new Date().toISOString() : undefined;
      keep();
    },
  });
  return h(
    'section',
    { className: 'card' },
    h('h2', {}, spoken(notice, 'title')),
    h('p', {}, spoken(notice, 'text')),
    h('label', { className: 'choice' }, box, word(said)),
  );
}

export function itemField(item, draft, keep) {
  const choices = item.options.map((option) => [option.code, spoken(option, 'label')]);
  if (!item.required) choices.push(['', word('blank')]);
  const radio = ([code, label]) =>
    h(
      'label',
      { className: 'choice' },
      h('input', {
        type: 'radio',
        name: item.code,
        value: code,
        checked: code !== '' && draft.answers[item.code] === code,
        onchange: () => {
          if (code) draft.answers[item.code] = code;
          else delete draft.answers[item.code];
          keep();
        },
      }),
      label,
    );
  return h(
    'fieldset',
    { id: `item-${item.code}` },
    h('legend', {}, spoken(item, 'label')),
    choices.map(radio),
  );
}

export function commentField(survey, draft, keep) {
  const area = h('textarea', {
    id: 'comment',
    rows: 3,
    value: draft.comment,
    maxLength: survey.limits.textCharacters,
    oninput: () => {
      draft.comment = area.value;
      keep();
    },
  });
  return h('label', { className: 'field' }, word('comment'), area);
}

/** What is missing, with the field to go to. */
function fault(survey, draft) {
  if (!draft.hamlet) return ['hamlet', 'needHamlet'];
  if (!CODE.test(draft.household)) return ['household', 'needHousehold'];
  if (survey.consentNotice && !draft.consentAt) return ['consent', 'needConsent'];
  const open = survey.questionnaire.items.find(
    (item) => item.required && !draft.answers[item.code],
  );
  return open ? [`item-${open.code}`, 'needAnswer'] : null;
}

const isOfThisHousehold = (draft) => (form) =>
  form.surveyId === draft.surveyId &&
  form.id !== draft.instead &&
  form.state !== 'refused' &&
  form.response.hamletCode === draft.hamlet &&
  form.response.householdCode === draft.household;

/** The form under the id that it keeps from now on. */
function finished(survey, draft, account) {
  const now = new Date().toISOString();
  const id = responseId();
  const response = {
    id,
    hamletCode: draft.hamlet,
    householdCode: draft.household,
    // A form that is put right was collected when it was collected.
    collectedAt: draft.collectedAt ?? now,
    answers: survey.questionnaire.items
      .filter((item) => draft.answers[item.code])
      .map((item) => ({ item: item.code, choice: draft.answers[item.code] })),
  };
  if (draft.comment.trim()) response.comment = draft.comment.trim();
  if (draft.consentAt) {
    response.consent = { noticeVersion: survey.consentNotice.version, givenAt: draft.consentAt };
  }
  return { id, account, surveyId: survey.id, state: 'waiting', savedAt: now, response };
}

/** The view; `refused` is a form to be put right. */
export async function showForm(go, survey, refused) {
  const account = await store.setting('account');
  const draft = await begin(survey, refused);
  const told = h('p', { className: 'fault', role: 'alert' });
  let warned = null;
  let written = Promise.resolve();
  const keep = () => {
    // One after another, so that the last is the last.
    written = written.then(() => store.set(draftOf(refused), draft)).catch(() => {});
  };
  const save = async () => {
    const missing = fault(survey, draft);
    if (missing) {
      told.textContent = word(missing[1]);
      document.getElementById(missing[0]).scrollIntoView({ block: 'center' });
      return;
    }
    const held = (await store.forms()).some(isOfThisHousehold(draft));
    if (held && warned !== draft.household) {
      warned = draft.household;
      told.textContent = word('twice');
      return;
    }
    saveButton.disabled = true;
    try {
      await written;
      await store.saveForm(finished(survey, draft, account), draftOf(refused), draft.instead);
    } catch {
      told.textContent = word('notWritten');
      saveButton.disabled = false;
      return;
    }
    await store.set('hamlet', draft.hamlet);
    say(word('saved'));
    await go.home();
    wake();
  };
  const saveButton = button(word('save'), save, 'main');
  saveButton.id = 'save';
  show(
    h('h1', {}, spoken(survey.questionnaire, 'title')),
    h('p', { className: 'quiet' }, survey.candidacy.area.name),
    hamletField(survey, draft, keep),
    householdField(draft, keep),
    consentField(survey, draft, keep),
    survey.questionnaire.items.map((item) => itemField(item, draft, keep)),
    commentField(survey, draft, keep),
    h('div', { className: 'save' }, told, saveButton, button(word('leave'), go.home, 'slight')),
  );
}
