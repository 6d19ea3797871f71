// Types of novcomet.js (the global `NovComet`) and of novcomet.mjs, from whatever address it is imported.
// Include this file in the compilation: "files" in tsconfig.json, or a /// <reference path>.

/** The page's own client. */
declare const NovComet: NovComet.Client;

declare namespace NovComet {
  /** Changed channels and their new stamps: Unix time in seconds, exact to the microsecond. A channel without a file has 0.000001. */
  type Stamps = { readonly [channel: string]: number };

  /** What a callback is called for. */
  interface Event<Data = any> {
    readonly channel: string;
    /** The stamp of the message or of the signal; of a gap, the one after which the retained messages go on. */
    readonly stamp: number;
    /** The content of a message; missing in a signal and in a gap. */
    readonly data?: Data;
    /** Messages were lost before the next ones: they are no longer retained. */
    readonly gap?: true;
  }

  /**
   * Called once for each message, in order, for each signal (several may merge into one) and for each gap.
   * `changed` has the stamps of all of the page's channels that changed together with this one.
   */
  type Callback<Data = any> = (changed: Stamps, event: Event<Data>) => void;

  /** Why something failed: its message is the gateway's own sentence where there is one. */
  interface Failure extends Error {
    /** The HTTP status, if there was an answer. */
    readonly status?: number;
    /** Milliseconds that the gateway asked us to wait. */
    readonly retryAfter?: number;
  }

  type Transport = 'websocket' | 'sse' | 'long-poll';

  type Status =
    /** Asked, and not known to be held yet. */
    | { readonly state: 'connecting'; readonly transport?: Transport }
    /** The gateway holds the connection: a change arrives at once. Of a poll, assumed after a second without an error, since an answer begins only when it ends. */
    | { readonly state: 'held'; readonly transport: Transport }
    /** The connection failed; the next one is tried in `retryIn` milliseconds, or earlier if the page comes back or its channels change. */
    | { readonly state: 'waiting'; readonly error: Failure; readonly retryIn: number }
    /** Running without a channel. */
    | { readonly state: 'idle' }
    | { readonly state: 'stopped' };

  interface Options {
    /** Asked before each WebSocket and each event stream; what it gives goes into their query as `ticket=`. */
    ticket?: () => string | Promise<string>;
    /** Headers of every fetch (event streams, polls, publishing), or what gives them, asked before each. A WebSocket carries none: see `ticket`. */
    headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>);
    /** Which transports may be used, best first. Default `['websocket', 'sse', 'long-poll']`. */
    transports?: readonly Transport[];
    /**
     * Whether the tabs of this browser share one connection, where it has Web Locks and BroadcastChannel.
     * Default: true, but for pages that, without an `identity`, use `ticket`, `headers` or headers in `fetchOptions`, or listen to `@me`.
     */
    shared?: boolean;
    /** Who the page is, such as its user's id: only tabs with the same one share. The connection has the rights of the tab that opened it. */
    identity?: string;
  }

  interface SubscribeOptions {
    /** Where a channel that is new to this client begins: 0 (default) from now on, a stamp, -N for the last N retained messages, `'earliest'` for all. */
    since?: number | 'earliest';
  }

  interface PublishOptions {
    /** However often a message is sent with the same key, it is one. Default: a random one, so that it can be sent again after a network error. */
    key?: string;
    /** The id of a session that the message is not delivered to. */
    except?: string;
    /** Everybody but this client. From the first time on it keeps a connection of its own, with its session's channel. Default false. */
    others?: boolean;
  }

  interface Client {
    /** The gateway's address. Without one: where the script was loaded from (`/comet` for `/comet/novcomet.js`). */
    baseurl: string | undefined;
    /** Milliseconds between a change and the next poll. Default 0; signals in between are not lost, but merge. */
    sleepTime: number;
    /** Milliseconds after which an unanswered poll counts as lost. Default 90000; must be longer than the gateway's hold. */
    timeLimit: number;
    /** Milliseconds within which a WebSocket or an event stream must begin; then the next transport is tried. Default 5000. */
    openLimit: number;
    /** Longest first wait after an error, in milliseconds; doubles with each further error. Default 500. */
    retryBase: number;
    /** Longest wait after an error, in milliseconds. Default 30000. */
    retryCap: number;
    /** Passed to every fetch: credentials for another origin, for example. */
    fetchOptions: RequestInit;
    readonly status: Status;
    /** A random id of this client: who knows it can publish to it, as `@session.<id>`, where the gateway lets them. */
    readonly session: string;

    /** Sets the gateway's address, which may have a query of its own, and how to connect. */
    init(baseurl?: string, options?: Options): this;
    /**
     * Adds a callback to a channel; one channel may have several. A channel that is new begins at `since`. A channel may be
     * added at any time, and the others miss nothing.
     */
    subscribe<Data = any>(channel: string, callback: Callback<Data>, options?: SubscribeOptions): this;
    /** Removes one callback, or the channel with all its callbacks. */
    unsubscribe(channel: string, callback?: Callback): this;
    /** Touches a channel. Rejects with a {@link Failure}. */
    publish(channel: string): Promise<true>;
    /** Publishes a message: what JSON can hold. Its stamp. Sent again after a network error, and still one message. Rejects with a {@link Failure}. */
    publish(channel: string, data: unknown, options?: PublishOptions): Promise<number>;
    /** Connects. Does nothing if it already runs. */
    run(): this;
    /** Stops at once. Cursors are kept: after another `run()` the changes of the meantime arrive. */
    stop(): this;
    on(event: 'status', listener: (status: Status) => void): this;
    on(event: 'gap', listener: (gap: Event) => void): this;
    off(event: 'status', listener: (status: Status) => void): this;
    off(event: 'gap', listener: (gap: Event) => void): this;
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
