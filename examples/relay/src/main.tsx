// Starts the page: ?server=URL&language=en, then #token=TOKEN&page=round&year=2019&ordinal=1
import { Component, StrictMode, Suspense, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { RelayEnvironmentProvider } from 'react-relay';

import { ServerError, environment } from './environment';
import { RoundPage } from './RoundPage';
import { SurveyPage } from './SurveyPage';

/** Shows the codes of what the server refused in place of the page. */
class Faults extends Component<{ readonly children: ReactNode }, { readonly fault?: Error }> {
  override state: { readonly fault?: Error } = {};

  static getDerivedStateFromError(fault: Error) {
    return { fault };
  }

  override render() {
    const { fault } = this.state;
    if (!fault) return this.props.children;
    const codes = fault instanceof ServerError ? fault.codes.join(' ') : fault.name;
    return <p role="alert">{`${codes}: ${fault.message}`}</p>;
  }
}

const asked = new URLSearchParams(location.search);
// Behind # no server sees the token, so it stands in no log.
const own = new URLSearchParams(location.hash.slice(1));
const relay = environment({
  url: asked.get('server') ?? location.origin,
  token: own.get('token') ?? '',
  language: asked.get('language') === 'en' ? 'en' : 'vi',
});
const page =
  own.get('page') === 'survey' ? (
    <SurveyPage />
  ) : (
    <RoundPage year={Number(own.get('year') ?? 2019)} ordinal={Number(own.get('ordinal') ?? 1)} />
  );

const place = document.getElementById('app');
if (place) {
  createRoot(place).render(
    <StrictMode>
      <RelayEnvironmentProvider environment={relay}>
        <Faults>
          <Suspense fallback={<p>…</p>}>{page}</Suspense>
        </Faults>
      </RelayEnvironmentProvider>
    </StrictMode>,
  );
}
