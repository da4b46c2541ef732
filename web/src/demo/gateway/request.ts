/** The gateway said no, in words and with a code. */
export class GatewayRefusal extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    readonly answer: Readonly<Record<string, unknown>>,
  ) {
    super(message);
  }
}

interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; makes the request a POST. */
  readonly body?: unknown;
}

/** The `data` of an answer. A refusal is thrown as `GatewayRefusal`, an unreachable gateway as the browser's own error. */
export async function request<Data>(
  path: string,
  { headers, body }: RequestOptions = {},
): Promise<Data> {
  const response = await fetch(path, {
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
  const answer = await response.json().catch(() => ({}));
  if (response.ok && answer.success === true) return answer.data;
  const message = typeof answer.error === 'string' ? answer.error : `HTTP ${response.status}`;
  throw new GatewayRefusal(message, response.status, String(answer.code ?? ''), answer);
}
