// What was typed on all channels together, in the shape in which the server tells its figures.

const ITEMS = 'items { item { code } answered options { option { code } count } }';
const APPROVAL = `approval { collected spoilt valid byRecord withheldItems ${ITEMS} }`;
export const FIGURES = `query($id: ID!) { satisfactionSurvey(id: $id) {
  coverage { responded } ${APPROVAL} setAside { totalCount }
  byHamlet { hamlet { code } mode coverage { responded } ${APPROVAL} }
} }`;

/** Figures of nothing, for a form. */
function nothing(items) {
  const blank = ({ code, options }) => ({
    item: { code },
    answered: 0,
    options: options.map((option) => ({ option: { code: option.code }, count: 0 })),
  });
  return { collected: 0, spoilt: 0, valid: 0, byRecord: 0, withheldItems: [], items: items.map(blank) };
}

function choose(figures, code, choice, count) {
  const found = figures.items.find(({ item }) => item.code === code);
  found.answered += count;
  found.options.find(({ option }) => option.code === choice).count += count;
}

/** All that residents said, as those typed it who asked them. */
export class Typed {
  constructor(items, modes) {
    this.modes = modes;
    this.all = nothing(items);
    this.hamlets = new Map(Object.keys(modes).map((code) => [code, nothing(items)]));
    this.aside = 0;
  }

  /** A form that is to be counted; choices by item. */
  form(hamlet, choices) {
    for (const figures of [this.all, this.hamlets.get(hamlet)]) {
      figures.collected += 1;
      figures.valid += 1;
      for (const [item, choice] of Object.entries(choices)) choose(figures, item, choice, 1);
    }
  }

  /** A count record, as it stands on the paper. */
  record(hamlet, { collected, valid, spoilt, items }) {
    for (const figures of [this.all, this.hamlets.get(hamlet)]) {
      figures.collected += collected;
      figures.byRecord += collected;
      figures.valid += valid;
      figures.spoilt += spoilt;
      for (const { item, choices } of items) {
        for (const { choice, count } of choices) choose(figures, item, choice, count);
      }
    }
  }

  /** What the server must answer to FIGURES. */
  expected() {
    const byHamlet = [...this.hamlets].map(([code, approval]) => ({
      hamlet: { code },
      mode: this.modes[code],
      coverage: { responded: approval.collected },
      approval,
    }));
    const setAside = { totalCount: this.aside };
    return { coverage: { responded: this.all.collected }, approval: this.all, setAside, byHamlet };
  }
}
