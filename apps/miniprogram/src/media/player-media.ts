/** What a player page needs of whatever shows the picture: the raw tag today, a licensed plugin tomorrow. */
export type PlayerMedia = {
  /** Plays this URL. What happens then comes back as state codes. */
  play(url: string): Promise<void>
  /** Stops; done when a play may follow. Never rejects. */
  stop(): Promise<void>
}
