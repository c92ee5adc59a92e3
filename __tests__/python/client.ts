export interface Answer {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a server answers has no type here
  readonly json: any;
}

/** A body as it goes over the wire: text and bytes as they are, anything else as JSON. */
export type Body = string | Uint8Array<ArrayBuffer> | Readonly<Record<string, unknown>>;

export type Call = (method: string, path: string, body?: Body) => Promise<Answer>;

/** A client that collects every answer of 500 or more, so that a test can say that there was none. */
export function client(base: string, failures: string[]): Call {
  return async (method, path, body) => {
    const raw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(base + path, {
      method,
      headers: { 'content-type': 'application/json' },
      signal: AbortSignal.timeout(60_000),
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status >= 500) failures.push(`${method} ${path} ${String(body).slice(0, 200)}: ${response.status}`);
    return { status: response.status, text, json: parse(text) };
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
