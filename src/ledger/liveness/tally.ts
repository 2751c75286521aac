/** How often lines are met, by what they say and where they stand. */
export class Tally {
  private readonly counts = new Map<string, Map<number, number>>()

  /** Adds to a line's count and returns what it was. */
  add(key: string, place: number, by: number): number {
    let places = this.counts.get(key)
    if (places === undefined) {
      places = new Map()
      this.counts.set(key, places)
    }
    const before = places.get(place) ?? 0
    places.set(place, before + by)
    return before
  }

  count(key: string, place: number): number {
    return this.counts.get(key)?.get(place) ?? 0
  }

  /** Wherever it stands. */
  total(key: string): number {
    let sum = 0
    for (const count of this.counts.get(key)?.values() ?? []) sum += count
    return sum
  }
}
