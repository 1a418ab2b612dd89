// The worker's position, asked for only when they tap the button.

import { POSITION_DENIED, POSITION_UNKNOWN } from "./wording.js";

const PATIENCE_MS = 10000;
const FRESH_MS = 60000;
const DENIED = 1;

/**
 * Ask the browser for the position.
 *
 * @returns {Promise<{lat: number, lon: number}>} WGS-84 degrees, to about 100 m: more
 *     is not needed to find what is near.
 * @throws {Error} There is none; the message is for the worker.
 */
export function askPosition() {
  return new Promise((resolve, reject) => {
    // Missing on pages without https.
    if (!navigator.geolocation) return reject(new Error(POSITION_UNKNOWN));
    const round = (degrees) => Math.round(degrees * 1000) / 1000;
    return navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({ lat: round(coords.latitude), lon: round(coords.longitude) }),
      (error) =>
        reject(new Error(error.code === DENIED ? POSITION_DENIED : POSITION_UNKNOWN)),
      { timeout: PATIENCE_MS, maximumAge: FRESH_MS }
    );
  });
}
