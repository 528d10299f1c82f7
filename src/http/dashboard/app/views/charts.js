// Charts as SVG, drawn with D3's scales and shapes, which are fetched when the first one is shown.
import { html, useEffect, useId, useRef, useState } from '../ui.js';

let fetched = null;

/** D3's scales and shapes; null until they are here. */
export function useD3() {
  const [d3, setD3] = useState(null);
  useEffect(() => {
    fetched ??= Promise.all([import('d3-scale'), import('d3-shape')]).then(([scale, shape]) => ({
      ...scale,
      ...shape,
    }));
    fetched.then((loaded) => setD3(() => loaded));
  }, []);
  return d3;
}

/** The width that an element has, as it changes: `[ref, width]`. */
export function useWidth(first = 640) {
  const ref = useRef(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      if (entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    if (ref.current) watch.observe(ref.current);
    return () => watch.disconnect();
  }, []);
  return [ref, width];
}

/** The hatch by which what is not satisfied is told apart without colours. */
export const Hatch = ({ id }) =>
  html`<pattern id=${id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect width="6" height="6" class="negative" />
    <line x1="0" y1="0" x2="0" y2="6" class="hatch" />
  </pattern>`;

/** What the three kinds of answers look like: `[[key, word]]`. */
export function Legend({ entries }) {
  const hatch = useId();
  return html`<ul class="legend" aria-hidden="true">
    ${entries.map(
      ([key, word]) =>
        html`<li key=${key}>
          <svg>
            <defs><${Hatch} id=${hatch} /></defs>
            <rect
              width="100%"
              height="100%"
              class=${key === 'negative' ? '' : key}
              fill=${key === 'negative' ? `url(#${hatch})` : undefined}
            /></svg
          >${word}
        </li>`,
    )}
  </ul>`;
}

/** Counts as parts of one bar, with the line that is asked: `parts` is `{positive, negative, neutral}`. */
export function StackedBar({ d3, parts, required }) {
  const hatch = useId();
  const keys = ['positive', 'negative', 'neutral'];
  const total = keys.reduce((sum, key) => sum + parts[key], 0);
  if (total === 0) return null;
  const place = d3.scaleLinear([0, total], [0, 100]);
  return html`<svg class="track stacked" aria-hidden="true" focusable="false">
    <defs><${Hatch} id=${hatch} /></defs>
    ${d3
      .stack()
      .keys(keys)([parts])
      .map(
        ([[from, to]], at) =>
          html`<rect
            key=${keys[at]}
            class=${keys[at] === 'negative' ? '' : keys[at]}
            fill=${keys[at] === 'negative' ? `url(#${hatch})` : undefined}
            x=${`${place(from)}%`}
            width=${`${place(to) - place(from)}%`}
            height="100%"
          />`,
      )}
    ${required !== null &&
    html`<line class="line" x1=${`${required}%`} x2=${`${required}%`} y1="0" y2="100%" />`}
  </svg>`;
}

const ROW = 34;
const TOP = 24;
const LEFT = 64;

function Interval({ x, y, figure, kind }) {
  return html`<g class=${`interval ${kind}`}>
    <line x1=${x(figure.lower)} x2=${x(figure.upper)} y1=${y} y2=${y} />
    ${figure.percent !== null &&
    (kind === 'main'
      ? html`<circle cx=${x(figure.percent)} cy=${y} r="5" />`
      : html`<rect x=${x(figure.percent) - 5} y=${y - 5} width="10" height="10" />`)}
  </g>`;
}

/** Two estimates a row with their intervals on a scale of percent: `rows` of `{key, main, check}`. */
export function Intervals({ d3, rows, label }) {
  const [ref, width] = useWidth();
  const height = TOP + rows.length * ROW;
  const x = d3.scaleLinear([0, 100], [LEFT, width - 20]);
  return html`<svg ref=${ref} class="chart" role="img" aria-label=${label} viewBox=${`0 0 ${width} ${height}`}>
    ${x.ticks(width < 500 ? 4 : 10).map(
      (tick) =>
        html`<g key=${tick}>
          <line class="axis" x1=${x(tick)} x2=${x(tick)} y1=${TOP - 6} y2=${height} />
          <text x=${x(tick)} y="12" text-anchor="middle">${tick} %</text>
        </g>`,
    )}
    ${rows.map(({ key, main, check }, at) => {
      const y = TOP + at * ROW + ROW / 2;
      return html`<g key=${key}>
        <text x="0" y=${y + 4}>${key}</text>
        <${Interval} x=${x} y=${y - 6} figure=${main} kind="main" />
        <${Interval} x=${x} y=${y + 6} figure=${check} kind="check" />
      </g>`;
    })}
  </svg>`;
}
