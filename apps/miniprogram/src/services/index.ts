import { apiBaseUrl, clientVersion } from '../platform/build-constants.ts'
import { fetchLoginCode } from '../platform/login.ts'
import { sendRequest } from '../platform/request.ts'
import { deviceStore } from '../platform/storage.ts'
import { createApiClient } from './api-client.ts'
import { createDeviceId } from './device-id.ts'
import { createRooms, type Rooms } from './rooms.ts'
import { createServerClock, type ServerClock } from './server-clock.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createStreams, type Streams } from './streams.ts'

export type Services = { sessions: Sessions; rooms: Rooms; streams: Streams; clock: ServerClock }

function composeServices(): Services {
  const clock = createServerClock(Date.now)
  const callApi = createApiClient({
    baseUrl: apiBaseUrl,
    version: clientVersion,
    send: sendRequest,
    onServerDate: clock.observe,
  })
  const sessions = createSessions({ callApi, store: deviceStore, fetchLoginCode, now: Date.now })
  return {
    clock,
    sessions,
    rooms: createRooms(sessions.callAsUser),
    streams: createStreams(sessions.callAsUser, createDeviceId({ store: deviceStore, random: Math.random })),
  }
}

/** The composition root: one set for the whole mini-program, made here and nowhere else. */
export const services: Services = composeServices()
