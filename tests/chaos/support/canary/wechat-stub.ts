import { once } from 'node:events'
import { createServer } from 'node:http'

/** A WeChat that says all it knows: its session key, and in its troubles the whole address with the app secret. */
export type WechatStub = {
  address: string
  sessionKey: string
  trouble: 'none' | 'status' | 'errcode' | 'garbage'
  close(): void
}

export async function startWechatStub(sessionKey: string): Promise<WechatStub> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const answers: Record<WechatStub['trouble'], { status: number; body: string }> = {
      none: {
        status: 200,
        body: JSON.stringify({ openid: `o-${url.searchParams.get('js_code')}`, session_key: sessionKey }),
      },
      status: { status: 500, body: url.href },
      errcode: { status: 200, body: JSON.stringify({ errcode: 40125, errmsg: url.href }) },
      garbage: { status: 200, body: `<html>${url.href}` },
    }
    const { status, body } = answers[stub.trouble]
    response.writeHead(status).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const stub: WechatStub = {
    address: `http://127.0.0.1:${port}`,
    sessionKey,
    trouble: 'none',
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return stub
}
