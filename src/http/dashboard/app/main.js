// Starts the dashboard: the words, the views, who is signed in.
import './words/frame.js';
import './words/terms.js';
import './words/round.js';
import './words/candidacy.js';
import './words/council.js';
import './views/all.js';
import './work/all.js';
import { Frame } from './frame.js';
import { resume } from './session.js';
import { html, render } from './ui.js';
import { language } from './words.js';

async function begin() {
  document.documentElement.lang = language();
  let fault = null;
  try {
    await resume();
  } catch (error) {
    fault = error;
  }
  const page = document.getElementById('page');
  page.replaceChildren();
  render(html`<${Frame} fault=${fault} />`, page);
}

begin();
