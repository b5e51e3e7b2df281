import { LiveInvokeError, type LiveKind } from '../live-contexts.ts'
import { asyncApi, WxFail } from './async-api.ts'
import type { WxContext } from './context.ts'

const PLAYER_METHODS = [
  'play',
  'stop',
  'mute',
  'pause',
  'resume',
  'requestFullScreen',
  'exitFullScreen',
  'exitPictureInPicture',
  'snapshot',
  'requestBackgroundPlayback',
  'exitBackgroundPlayback',
] as const

const PUSHER_METHODS = [
  'start',
  'stop',
  'pause',
  'resume',
  'switchCamera',
  'snapshot',
  'toggleTorch',
  'playBGM',
  'stopBGM',
  'pauseBGM',
  'resumeBGM',
  'setBGMVolume',
  'setMICVolume',
  'startPreview',
  'stopPreview',
  'sendMessage',
  'setZoom',
  'getMaxZoom',
  'exitPictureInPicture',
] as const

/** A context belongs to the page that was on top when it was made, as on a phone. */
export function liveApis({ stack, live }: Pick<WxContext, 'stack' | 'live'>) {
  const context = (kind: LiveKind, methods: readonly string[], id: string | undefined) => {
    const pageId = stack.top?.id ?? ''
    const invoke = (method: string) =>
      asyncApi(method, async (options) => {
        const element = live.find(pageId, kind, id)
        if (element === undefined)
          throw new WxFail(`no live-${kind}${id === undefined ? '' : ` with id "${id}"`} on the page`)
        try {
          return await element.invoke(method, options)
        } catch (error) {
          if (error instanceof LiveInvokeError) throw new WxFail(error.message, { errCode: error.errCode })
          throw error
        }
      })
    return Object.fromEntries(methods.map((method) => [method, invoke(method)]))
  }
  return {
    createLivePlayerContext: (id: string) => context('player', PLAYER_METHODS, id),
    createLivePusherContext: () => context('pusher', PUSHER_METHODS, undefined),
  }
}
