// Each role's first page: what is to be done, and the way to where it is done.
import { useQuery } from '../data.js';
import * as format from '../format.js';
import { Page, Section, Status, unanswered } from '../parts.js';
import { hasRole, viewer } from '../session.js';
import { html } from '../ui.js';
import { t } from '../words.js';
import { Told } from './done.js';
import { may } from './may.js';
import { NOW, PLACES, TODO } from './places.js';
import { say, word } from './say.js';
import { hash, pageHash } from './sources.js';

/** What no day limits: all of the work, not only the next two weeks'. */
const EVER = 36_500;

/** Pages that hang on no single thing, and who has them. */
const TOOLS = [
  ['rounds', ['Các đợt và hồ sơ', 'Rounds and candidacies'], []],
  ['council', ['Hội đồng xét công nhận', 'The council'], ['COORDINATION_OFFICE', 'STEERING_COMMITTEE', 'COUNCIL_MEMBER', 'ADMIN']],
  ['tasks', ['Nhiệm vụ được giao', 'Assignments'], ['FRONT', 'COORDINATION_OFFICE', 'DEPARTMENT', 'STEERING_COMMITTEE']],
  ['products', ['OCOP, danh hiệu của thôn', "OCOP, hamlets' titles"], ['COORDINATION_OFFICE', 'STEERING_COMMITTEE']],
  ['privacy', ['Vi phạm dữ liệu cá nhân', 'Breaches of personal data'], ['FRONT', 'ADMIN'], true],
  ['accounts', ['Tài khoản và mã truy cập', 'Accounts and tokens'], ['ADMIN', 'FRONT']],
  ['webhooks', ['Điểm nhận thông báo tự động', 'Programs that are told of events'], ['COORDINATION_OFFICE', 'ADMIN']],
];

/** What a thing to be done is about: its name, and what is said of it below. */
function about({ candidacy, webhook }) {
  if (!candidacy) return [webhook.url, t('work.stopped', { since: format.instant(webhook.disabledAt) })];
  return [candidacy.area.name, `${candidacy.round.name} · ${word('Title', candidacy.title)}`];
}

function Item({ item }) {
  const [name, more] = about(item);
  return html`<li>
    <a href=${PLACES[item.kind](item)}
      ><b>${name}</b>: ${item.message}</a
    >
    <br />
    <span class="faint">${more}</span>
    ${item.dueBefore &&
    html`${' · '}<span>${t('work.due', { day: format.day(format.dayBefore(item.dueBefore)) })}</span>`}
    ${item.overdue && html`${' '}<${Status} tone="warn">${t('work.overdue')}<//>`}
  </li>`;
}

function List({ all }) {
  const asked = useQuery(TODO, { days: all ? EVER : undefined });
  const waits = unanswered(asked);
  if (waits) return waits;
  const items = asked.data.todo ?? [];
  if (!items.length) return html`<p>${t('work.noTodo')}</p>`;
  return html`<ul class="plain todo">
    ${items.map((item, at) => html`<${Item} key=${at} item=${item} />`)}
  </ul>`;
}

/** Of a whole province's surveys, only the first are listed here. */
const FEW = 20;

function Now({ of }) {
  const { data } = useQuery(of.document);
  const links = data ? of.links(data).slice(0, FEW) : [];
  if (!links.length) return null;
  return html`<${Section} title=${say(of.title)}>
    <ul class="plain">
      ${links.map(
        ({ href, name, state }) =>
          html`<li key=${href}><a href=${href}>${name}</a>${' '}<span class="tag">${word(...state)}</span></li>`,
      )}
    </ul>
  <//>`;
}

/** The first page. */
export function Todo({ query }) {
  const all = query.all === 'yes';
  const here = viewer();
  return html`<${Page} title=${t('work.todo')} note=${here.areas.map(({ name }) => name).join(', ') || null}>
    <${Told} />
    <${Section} title=${t('work.todo')}>
      <${List} all=${all} />
      ${!all && html`<p><a href=${hash('', { all: 'yes' })}>${t('work.all')}</a></p>`}
    <//>
    ${NOW.filter(({ roles }) => hasRole(...roles)).map((of) => html`<${Now} key=${of.document} of=${of} />`)}
    <${Section} title=${t('work.tools')}>
      <ul class="plain">
        ${TOOLS.filter(([, , roles, provincial]) => may({ roles, provincial })).map(
          ([key, label]) => html`<li key=${key}><a href=${pageHash(key)}>${say(label)}</a></li>`,
        )}
        ${hasRole('COLLECTOR') && html`<li><a href="/survey/">${t('signIn.survey')}</a></li>`}
      </ul>
    <//>
  <//>`;
}
