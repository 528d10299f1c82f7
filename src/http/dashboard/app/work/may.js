// Who has a form: its roles, and of some the level of the area or the agency.
import { hasRole, viewer } from '../session.js';

/** Whether the reader may at all; of the thing itself the API decides. */
export function may({ roles, provincial, agencies }) {
  if (!hasRole(...roles)) return false;
  const { areas, agency, roles: held } = viewer();
  const wide = areas.some(({ level }) => level === 'PROVINCE');
  if (provincial && !wide && !held.some((role) => role !== 'FRONT' && roles.includes(role))) return false;
  return !agencies || agencies.includes(agency);
}

/** Whether an area, or one above it, is the reader's; a reader without areas works everywhere. */
export function covers(area) {
  const { areas } = viewer();
  for (let one = area; one; one = one.parent) {
    if (areas.some(({ code, level }) => code === one.code && level === one.level)) return true;
  }
  return areas.length === 0;
}
