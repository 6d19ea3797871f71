// Types of novcomet.js (the global `NovComet`) and of novcomet.mjs, from whatever address it is imported.
// Include this file in the compilation: "files" in tsconfig.json, or a /// <reference path>.

/** The page's own client. */
declare const NovComet: NovComet.Client;

declare namespace NovComet {
  /** Changed channels and their new stamps: Unix time in seconds, exact to the microsecond. A channel without a file has 0.000001. */
  type Stamps = { readonly [channel: string]: number };

  /** Called once for each changed channel, with everything that changed and the name it is called for. */
  type Callback = (changed: Stamps, channel: string) => void;

  /** Why something failed: its message is the gateway's own sentence where there is one. */
  interface Failure extends Error {
    /** The HTTP status, if there was an answer. */
    readonly status?: number;
    /** Milliseconds that the gateway asked us to wait. */
    readonly retryAfter?: number;
  }

  type Status =
    /** Asked, and not known to be held yet. */
    | { readonly state: 'connecting' }
    /** A poll is held by the gateway: a change arrives at once. Assumed after a second without an error, since an answer begins only when it ends. */
    | { readonly state: 'held' }
    /** The last poll failed; the next one goes out in `retryIn` milliseconds, or earlier if the page comes back or its channels change. */
    | { readonly state: 'waiting'; readonly error: Failure; readonly retryIn: number }
    /** Running without a channel. */
    | { readonly state: 'idle' }
    | { readonly state: 'stopped' };

  interface Client {
    /** The gateway's address. Without one: where the script was loaded from (`/comet` for `/comet/novcomet.js`). */
    baseurl: string | undefined;
    /** Milliseconds between a change and the next poll. Default 0; changes in between are not lost, but merge. */
    sleepTime: number;
    /** Milliseconds after which an unanswered poll counts as lost. Default 90000; must be longer than the gateway's hold. */
    timeLimit: number;
    /** Longest first wait after an error, in milliseconds; doubles with each further error. Default 500. */
    retryBase: number;
    /** Longest wait after an error, in milliseconds. Default 30000. */
    retryCap: number;
    /** Passed to every fetch: headers for authorization, credentials for another origin. */
    fetchOptions: RequestInit;
    readonly status: Status;

    /** Sets the gateway's address. It may have a query of its own. */
    init(baseurl: string): this;
    /**
     * Adds a callback to a channel; one channel may have several. A channel that is new is watched from now on: the
     * gateway's next answer, which comes at once, says where it stands, and each change after that is told. A channel may be
     * added at any time, and the others miss nothing.
     */
    subscribe(channel: string, callback: Callback): this;
    /** Removes one callback, or the channel with all its callbacks. */
    unsubscribe(channel: string, callback?: Callback): this;
    /** Touches a channel. Rejects with a {@link Failure}. */
    publish(channel: string): Promise<true>;
    /** Starts to poll. Does nothing if it already runs. */
    run(): this;
    /** Stops at once. Cursors are kept: after another `run()` the changes of the meantime arrive. */
    stop(): this;
    on(event: 'status', listener: (status: Status) => void): this;
    off(event: 'status', listener: (status: Status) => void): this;
    /** An independent client, by default of the same gateway. */
    create(baseurl?: string): Client;
  }
}

declare module '*/novcomet.mjs' {
  const client: NovComet.Client;
  export { client as NovComet };
  /** An independent client, by default of the gateway that the module was loaded from. */
  export function createNovComet(baseurl?: string): NovComet.Client;
}
