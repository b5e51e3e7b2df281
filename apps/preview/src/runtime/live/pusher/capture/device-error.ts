/** What a failed `getUserMedia` means for the tag. `missing` is no fault: the demo clip takes over. */
export type DeviceFailure = 'denied' | 'missing' | 'broken'

export class DeviceError extends Error {
  override readonly name = 'DeviceError'
  readonly device: 'camera' | 'microphone'
  readonly failure: DeviceFailure
  constructor(device: 'camera' | 'microphone', failure: DeviceFailure) {
    super(`${device} ${failure}`)
    this.device = device
    this.failure = failure
  }
}

const FAILURES: Readonly<Record<string, DeviceFailure>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
}

/** @throws DeviceError */
export async function openDevice(
  device: 'camera' | 'microphone',
  constraints: MediaStreamConstraints,
): Promise<MediaStream> {
  // Missing on pages that are not served from localhost or over https.
  const devices: MediaDevices | undefined = navigator.mediaDevices
  if (devices === undefined) throw new DeviceError(device, 'missing')
  try {
    return await devices.getUserMedia(constraints)
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    throw new DeviceError(device, FAILURES[name] ?? 'broken')
  }
}

export function closeStream(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}
