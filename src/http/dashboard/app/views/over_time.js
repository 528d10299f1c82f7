// Coverage over time: how many households were heard by the end of each day, against what is asked.
import { useQuery } from '../data.js';
import { gql } from '../documents.js';
import { day, limit, whole } from '../format.js';
import { Day, Section, Table, unanswered } from '../parts.js';
import { html, useEffect, useRef } from '../ui.js';
import { t } from '../words.js';
import { useD3, useWidth } from './charts.js';

const DAYS = gql`query DashboardHeardByDay($id: ID!) {
  satisfactionSurvey(id: $id) {
    id opensAt closesAt
    coverage { required share { count base } }
    heardByDay { day heard total }
  }
}`;

/** Milliseconds. */
const PAUSE = 3_000;
const HEIGHT = 260;
const EDGE = { top: 16, right: 24, bottom: 28, left: 56 };
const MIDNIGHT = 'T00:00:00Z';

/** The end of a day on the axis: what was heard on it is in the total only then. */
const endOf = (text) => new Date(new Date(`${text}${MIDNIGHT}`).getTime() + 86_400_000);

function Axes({ x, y, width, bottom }) {
  return html`${y.ticks(5).map(
      (tick) =>
        html`<g key=${`y${tick}`}>
          <line class="axis" x1=${EDGE.left} x2=${width - EDGE.right} y1=${y(tick)} y2=${y(tick)} />
          <text x=${EDGE.left - 6} y=${y(tick) + 4} text-anchor="end">${whole(tick)}</text>
        </g>`,
    )}
    ${x.ticks(width < 500 ? 3 : 7).map(
      (tick) =>
        html`<g key=${`x${tick.getTime()}`}>
          <line class="axis" x1=${x(tick)} x2=${x(tick)} y1=${bottom} y2=${bottom + 5} />
          <text x=${x(tick)} y=${bottom + 20} text-anchor="middle">
            ${day(tick.toISOString().slice(0, 10)).replace(/\/\d+$/, '')}
          </text>
        </g>`,
    )}`;
}

function Chart({ d3, days, households, required }) {
  const [ref, width] = useWidth();
  const start = new Date(`${days[0].day}${MIDNIGHT}`);
  const points = [{ at: start, total: 0 }, ...days.map((one) => ({ at: endOf(one.day), total: one.total }))];
  const bottom = HEIGHT - EDGE.bottom;
  const x = d3.scaleUtc([start, points.at(-1).at], [EDGE.left, width - EDGE.right]);
  const most = Math.max(households, points.at(-1).total);
  const y = d3.scaleLinear([0, most], [bottom, EDGE.top]).nice();
  const place = { x: ({ at }) => x(at), y: ({ total }) => y(total) };
  const area = d3.area().x(place.x).y0(bottom).y1(place.y);
  const line = d3.line().x(place.x).y(place.y);
  const asked = required == null ? null : (required / 100) * households;
  return html`<svg ref=${ref} class="chart" role="img" aria-label=${t('time.chart')} viewBox=${`0 0 ${width} ${HEIGHT}`}>
    <${Axes} ...${{ x, y, width, bottom }} />
    <path class="positive soft" d=${area(points)} />
    <path class="heard" d=${line(points)} />
    ${asked !== null &&
    html`<line class="asked" x1=${EDGE.left} x2=${width - EDGE.right} y1=${y(asked)} y2=${y(asked)} />
      <text x=${EDGE.left + 6} y=${y(asked) - 6}>${t('asked', { limit: limit(required) })}</text>`}
  </svg>`;
}

const COLUMNS = () => [
  { key: 'day', label: t('time.day'), header: true, cell: (one) => html`<${Day} value=${one.day} />` },
  { key: 'heard', label: t('time.heard'), className: 'number', cell: ({ heard }) => whole(heard) },
  { key: 'total', label: t('time.total'), className: 'number', cell: ({ total }) => whole(total) },
];

/** Asks again once the survey has moved on; while answers pour in, no more often than each PAUSE. */
function useVersions(version, reload) {
  const shown = useRef(version);
  const waits = useRef(null);
  useEffect(() => {
    if (shown.current === version || waits.current) return;
    waits.current = setTimeout(() => {
      waits.current = null;
      shown.current = version;
      reload();
    }, PAUSE);
  }, [version]);
  useEffect(() => () => clearTimeout(waits.current), []);
}

/** Coverage over time of a survey, of what came one by one; `version` is the survey's, as it is followed live. */
export function OverTime({ surveyId, version }) {
  const d3 = useD3();
  const asked = useQuery(DAYS, { id: surveyId });
  useVersions(version, asked.reload);
  const survey = asked.data?.satisfactionSurvey;
  const days = survey?.heardByDay ?? [];
  const { coverage } = survey ?? {};
  return html`<${Section} title=${t('time.title')} id="time">
    ${unanswered(asked)}
    ${survey && days.length === 0 && html`<p class="faint">${t('time.none')}</p>`}
    ${days.length > 0 &&
    html`<p class="note">
        ${t('time.note', { households: whole(coverage?.share.base ?? 0) })}
      </p>
      ${d3 &&
      coverage &&
      html`<${Chart} d3=${d3} days=${days} households=${coverage.share.base} required=${coverage.required} />`}
      <details>
        <summary>${t('time.table')}</summary>
        <${Table} caption=${t('time.title')} columns=${COLUMNS()} rows=${days} rowKey=${(one) => one.day} />
      </details>`}
  <//>`;
}
