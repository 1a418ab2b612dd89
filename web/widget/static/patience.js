// Trying again until the server answers.

const LONGEST_SECONDS = 30;

/**
 * Try until it succeeds or fails for good.
 *
 * @param {function(): Promise} attempt
 * @param {function(?ApiError, number)} tell Gets each passing failure and the seconds
 *     until the next attempt; then null and 0.
 * @returns {Promise} What the attempt that succeeded gave.
 * @throws Any error that does not pass.
 */
export async function persist(attempt, tell) {
  for (let failures = 0; ; failures += 1) {
    try {
      const result = await attempt();
      tell(null, 0);
      return result;
    } catch (error) {
      if (!error.passing) throw error;
      const seconds = error.retryAfter || backoff(failures);
      tell(error, seconds);
      await pause(seconds, !error.retryAfter);
    }
  }
}

/**
 * Wait.
 *
 * @param {number} seconds
 * @param {boolean} [untilOnline] Whether the network's coming back ends it early.
 */
export function pause(seconds, untilOnline) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000);
    if (untilOnline) window.addEventListener("online", done);
  });
}

function backoff(failures) {
  // Spread, so that a restarted server does not meet all widgets at once.
  return Math.min(LONGEST_SECONDS, 2 ** failures) * (0.6 + 0.4 * Math.random());
}
