// The session that the server issued; its token is kept for the next visit.

const KEY = "token";

/** @param {Object} api @param {Object} storage */
export function keepSession(api, storage) {
  let token = storage.read(KEY);

  async function open() {
    const opened = await api.session(token);
    token = opened.token;
    storage.write(KEY, token);
    return opened;
  }

  return {
    /** Renew the session or get a new one; gives the API's answer. */
    open,

    /** Call with the token; a token that is no longer taken is renewed once. */
    async use(call) {
      try {
        return await call(token);
      } catch (error) {
        if (error.status !== 401) throw error;
        await open();
        return call(token);
      }
    },
  };
}
