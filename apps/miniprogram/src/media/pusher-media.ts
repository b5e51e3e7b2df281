export type PushSettings = { url: string; safeSettings: boolean }

/** What a broadcaster's page needs of whatever pushes: the raw tag today, a licensed plugin tomorrow. */
export type PusherMedia = {
  /** Shows the camera before the push. */
  preview(): void
  /** Pushes to this URL. What happens then comes back as state codes. */
  start(settings: PushSettings): Promise<void>
  /** Stops; done when a start may follow. Never rejects. */
  stop(): Promise<void>
  switchCamera(): void
}
