// Puts the pages of work into the dashboard: what is to be done first, the rest when it is asked for.
import { addWay } from '../frame.js';
import { Loading, Problem } from '../parts.js';
import { addRoute } from '../route.js';
import { html, useEffect, useState } from '../ui.js';
import { Todo } from './todo.js';
import './words.js';

/** A view whose code is fetched when it is first shown. */
function later(fetched, name) {
  return function Later(props) {
    const [state, setState] = useState({ View: null, failed: false });
    useEffect(() => {
      fetched().then(
        (module) => setState({ View: module[name], failed: false }),
        () => setState({ View: null, failed: true }),
      );
    }, []);
    if (state.failed) return html`<${Problem} error=${{ code: 'AWAY' }} again=${() => location.reload()} />`;
    return state.View ? html`<${state.View} ...${props} />` : html`<${Loading} />`;
  };
}

addRoute('/', Todo, { title: 'work.todo' });
addRoute('/do/:name', later(() => import('./formpage.js'), 'FormPage'), { title: 'work.doing' });
addRoute('/desk/:page', later(() => import('./page.js'), 'WorkPage'), { title: 'work.doing' });
addWay({ hash: '#/', label: 'work.todo', place: 0 });
