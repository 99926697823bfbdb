// A cumulative histogram of seconds by one label, in Prometheus's text format.
import { renderLabels, type Sample } from './exposition.ts'

export interface Histogram {
  observe(labelValue: string, seconds: number): void
  /** Its lines, HELP and TYPE first. */
  render(): readonly string[]
}

const defaultBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

interface Series {
  readonly counts: number[]
  sum: number
  count: number
}

export function createHistogram(
  { name, help, label }: Pick<Sample, 'name' | 'help'> & { readonly label: string },
  bounds: readonly number[] = defaultBounds,
): Histogram {
  const all = new Map<string, Series>()
  return {
    observe(labelValue, seconds) {
      const series = all.get(labelValue) ?? { counts: bounds.map(() => 0), sum: 0, count: 0 }
      all.set(labelValue, series)
      series.sum += seconds
      series.count++
      for (const [at, bound] of bounds.entries())
        if (seconds <= bound) series.counts[at] = (series.counts[at] ?? 0) + 1
    },
    render() {
      const lines = [...all].flatMap(([value, { counts, sum, count }]) => {
        const labels = { [label]: value }
        return [
          ...bounds.map(
            (le, at) => `${name}_bucket${renderLabels({ ...labels, le: String(le) })} ${counts[at]}`,
          ),
          `${name}_bucket${renderLabels({ ...labels, le: '+Inf' })} ${count}`,
          `${name}_sum${renderLabels(labels)} ${sum}`,
          `${name}_count${renderLabels(labels)} ${count}`,
        ]
      })
      return [`# HELP ${name} ${help}`, `# TYPE ${name} histogram`, ...lines]
    },
  }
}
