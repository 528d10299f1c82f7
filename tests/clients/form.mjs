// A filled form for the clients that send one.
import { randomUUID } from 'node:crypto';

/** A form for a household of the first hamlet that is assigned: the first choice of what must be answered. */
export function form(survey, householdCode) {
  const { hamlet } = survey.hamlets.find(({ assigned }) => assigned);
  const required = survey.questionnaire.items.filter((item) => item.required);
  return {
    id: randomUUID(),
    hamletCode: hamlet.code,
    householdCode,
    collectedAt: new Date().toISOString(),
    answers: required.map(({ code, options }) => ({ item: code, choice: options[0].code })),
  };
}
