// A province on a server and a database of its own, with its people, for stories told at the dashboard.
import { test } from 'node:test';

import { Place } from '../channels/server.mjs';
import { ask } from './graphql.mjs';
import { Officials } from './officials.mjs';

export class Town {
  constructor(settings) {
    this.place = new Place(undefined, settings);
    this.broken = false;
    this.part = this.part.bind(this);
  }

  /** Hamlets `[code, name, commune, households]`, people `[name, role, area, agency]`. */
  async start(hamlets, people) {
    const { place } = this;
    const csv = (head, rows) => [head, ...rows.map((row) => row.join(','))].join('\n');
    place.run('migrate', 'up');
    place.run('import', 'areas', '--bundled', 'ha-tinh-2019');
    const units = hamlets.map(([code, name, commune, households]) => [code, name, 'hamlet', commune, households]);
    place.put('hamlets.csv', csv('code,name,level,parent_code,households', units));
    place.run('import', 'areas', 'hamlets.csv');
    place.put('people.csv', csv('name,role,areas,agency,expires', people.map(([name, role, area, agency = '']) => [name, role, area, agency, ''])));
    const made = place.run('token', 'create', '--from', 'people.csv').split(/\r?\n/).slice(1);
    this.tokens = new Map(made.map((line) => line.split(/,(?=[^,]*$)/)));
    await place.serve();
    this.officials = new Officials(place.url, this.tokens);
    await this.officials.start();
    return this.officials;
  }

  async end() {
    await this.officials?.end();
    await this.place.end();
  }

  /** What somebody asks of the API, as a phone does. */
  ask(who, query, variables) {
    return ask(this.place.url, this.tokens.get(who), query, variables);
  }

  /** A part of the story; what comes after a part that failed is not tried. */
  part(name, play) {
    test(name, async (context) => {
      if (this.broken) return context.skip('the story broke before');
      this.broken = true;
      await play();
      this.broken = false;
      return undefined;
    });
  }
}
