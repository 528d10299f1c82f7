// Ids that this phone makes.

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A UUID of version 7 (RFC 9562, 5.7): 48 bits of time, then chance. */
export function responseId(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = new DataView(bytes.buffer);
  time.setUint16(0, Math.floor(now / 2 ** 32));
  time.setUint32(2, now % 2 ** 32);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const all = hex(bytes);
  return [[0, 8], [8, 12], [12, 16], [16, 20], [20, 32]]
    .map(([from, to]) => all.slice(from, to))
    .join('-');
}

/** A code for this phone, so that the Front can tell two phones of one account apart. */
export function deviceCode() {
  return `phone-${hex(crypto.getRandomValues(new Uint8Array(4)))}`;
}
