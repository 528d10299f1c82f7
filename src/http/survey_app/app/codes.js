// Codes of invitations, checked on the phone: a slip is told before anything is sent.
//
// 12 signs, none of which is taken for another; their values, each times its distance from the end,
// add up to a multiple of 31 (src/domain/survey/invitation.rs).
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 12;

/** The code as it is printed, or null where there is a slip in it. */
export function readCode(typed) {
  const signs = [...typed.toUpperCase()].filter((sign) => !/[\s\-\u2010-\u2015]/.test(sign));
  const values = signs.map((sign) => SIGNS.indexOf(sign));
  if (values.length !== LENGTH || values.includes(-1)) return null;
  const sum = values.reduce((all, value, at) => all + value * (LENGTH - at), 0);
  return sum % SIGNS.length === 0 ? signs.join('').replace(/(.{4})(?=.)/g, '$1-') : null;
}
