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
