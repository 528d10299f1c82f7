// Data of the API in a view: asked for, asked again, followed live.
import { faultsOf, query, subscribe, whenConnected } from './api.js';
import { useEffect, useRef, useState } from './ui.js';
import { language } from './words.js';

/**
 * The data of a query: `{data, error, faults, loading, reload, change}`. What was there stays while
 * it is asked again; `change(data => data)` puts what a subscription brought into it.
 */
export function useQuery(document, variables = {}, ask = query) {
  const [state, setState] = useState({ data: null, error: null, loading: true });
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify([document, variables, language()]);
  // What was put in while an answer was on its way: the answer may be from before it.
  const put = useRef(null);
  useEffect(() => {
    let left = false;
    put.current = [];
    setState((before) => ({
      ...before,
      data: before.key === key ? before.data : null,
      error: null,
      loading: true,
      key,
    }));
    ask(document, variables).then(
      (answer) => {
        if (left) return;
        const data = put.current.reduce((now, alter) => alter(now), answer);
        put.current = null;
        setState({ data, faults: faultsOf(answer), error: null, loading: false, key });
      },
      (error) => {
        if (left) return;
        put.current = null;
        setState((before) => ({ ...before, error, loading: false }));
      },
    );
    return () => {
      left = true;
    };
  }, [key, turn]);
  const fresh = state.key === key;
  return {
    data: fresh ? state.data : null,
    error: fresh ? state.error : null,
    faults: (fresh && state.data && state.faults) || [],
    loading: !fresh || state.loading,
    reload: () => setTurn((before) => before + 1),
    change: (alter) => {
      put.current?.push(alter);
      setState((before) => (before.data ? { ...before, data: alter(before.data) } : before));
    },
  };
}

/**
 * Follows a subscription while the view is open; null variables follow nothing. Answers how it
 * stands: `off`, `live`, or `lost` where the socket is taken up again or the subscription was refused.
 * `again` is called whenever the socket was opened: to ask for what a subscription that tells only
 * changes has missed.
 */
export function useLive(document, variables, next, again = () => {}) {
  const [state, setState] = useState('off');
  const latest = useRef(next);
  latest.current = { next, again };
  const key = variables && JSON.stringify([variables, language()]);
  useEffect(() => {
    if (!key) {
      setState('off');
      return undefined;
    }
    const stops = [
      subscribe(document, variables, {
        next: (data) => latest.current.next(data),
        error: () => setState('lost'),
      }),
      whenConnected((now) => {
        setState(now);
        if (now === 'live') setTimeout(() => latest.current.again());
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [key]);
  return state;
}
