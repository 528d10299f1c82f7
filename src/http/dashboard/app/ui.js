// The drawing library under one name: Preact, its hooks, and htm for markup without a build step.
import htm from 'htm';
import { h } from 'preact';

export { Fragment, createContext, h, render } from 'preact';
export { useContext, useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';

/** Markup in a template: html`<p class="x">${text}</p>`; every value is only ever text. */
export const html = htm.bind(h);
