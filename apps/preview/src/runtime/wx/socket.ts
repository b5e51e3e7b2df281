import { Emitter } from '../phone/emitter.ts'
import type { Phone } from '../phone/phone.ts'
import { asyncApi, type Options, WxFail } from './async-api.ts'
import { ownAddress } from './request.ts'

type SocketEvents = { open: unknown; message: unknown; close: unknown; error: unknown }
type Listener = (value: unknown) => void

const ABNORMAL = 1006
const MAX_SOCKETS = 5

/** `wx.connectSocket`: a real WebSocket behind a SocketTask. */
export function socketApis(phone: Phone) {
  let open = 0
  return {
    connectSocket: (options: Options) => {
      if (open >= MAX_SOCKETS) throw new Error(`a phone keeps at most ${MAX_SOCKETS} sockets open`)
      open += 1
      return socketTask(phone, options, () => {
        open -= 1
      })
    },
  }
}

function socketTask(phone: Phone, options: Options, onGone: () => void) {
  const events = new Emitter<SocketEvents>()
  const address = ownAddress(String(options.url).replace(/^ws/, 'http')).replace(/^http/, 'ws')
  const protocols = (options.protocols ?? []) as string[]
  let closed = false
  let socket: WebSocket | undefined

  const close = (code: number, reason: string) => {
    if (closed) return
    closed = true
    stopWatching()
    onGone()
    setTimeout(() => events.emit('close', { code, reason }))
  }
  const fail = (errMsg: string) => setTimeout(() => events.emit('error', { errMsg }))
  const stopWatching = phone.on('network', (online) => {
    if (online) return
    socket?.close()
    fail('network is down')
    close(ABNORMAL, 'abnormal closure')
  })
  if (phone.online) {
    socket = new WebSocket(address, protocols)
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('open', () => events.emit('open', { header: {}, profile: {} }))
    socket.addEventListener('message', ({ data }) => events.emit('message', { data }))
    socket.addEventListener('error', () => fail('connect failed'))
    socket.addEventListener('close', ({ code, reason }) => close(code, reason))
  } else {
    fail('network is down')
    setTimeout(() => close(ABNORMAL, 'abnormal closure'))
  }
  return {
    send: asyncApi('sendSocketMessage', ({ data }) => {
      if (socket?.readyState !== WebSocket.OPEN) throw new WxFail('SocketTask.readyState is not OPEN')
      socket.send(data as string | ArrayBuffer)
      return undefined
    }),
    close: asyncApi('closeSocket', ({ code, reason }) => {
      socket?.close(Number(code ?? 1000), String(reason ?? ''))
      return undefined
    }),
    onOpen: (listener: Listener) => void events.on('open', listener),
    onMessage: (listener: Listener) => void events.on('message', listener),
    onClose: (listener: Listener) => void events.on('close', listener),
    onError: (listener: Listener) => void events.on('error', listener),
    get readyState() {
      return socket?.readyState ?? WebSocket.CLOSED
    },
  }
}
